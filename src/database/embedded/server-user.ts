import { type ChildProcess, type SpawnOptions, type StdioOptions, spawn, spawnSync } from "node:child_process";

/**
 * The user that the server runs as. PostgreSQL refuses to run as root, so root starts it as another user, or inside a
 * user namespace, where it has another user id and none of root's rights.
 */
export interface ServerUser {
  /** Owner of the server's files; absent if that is this process's own user. */
  owner?: { uid: number; gid: number };
  /** Runs a program to its end; `fd`, if given, is inherited as file descriptor 3. */
  run(program: string, args: readonly string[], fd?: number): { ok: boolean; output: string };
  /** Starts a detached program: it outlives this process, and the terminal's Ctrl+C does not reach it. */
  start(program: string, args: readonly string[], stdio: SpawnOptions["stdio"]): ChildProcess;
}

const inNamespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"];

/** This process's own user. */
export const sameUser = (): ServerUser => serverUser([], {});

/** Another user. Only root may start programs as one. */
export const otherUser = (uid: number, gid: number): ServerUser => ({
  ...serverUser([], { uid, gid }),
  owner: { uid, gid },
});

/** Root in a user namespace: without root's rights, but still the owner of root's files and folders. */
export const namespaceUser = (): ServerUser => ({
  ...serverUser(inNamespace, {}),
  owner: { uid: 0, gid: 0 },
});

function serverUser(prefix: readonly string[], as: { uid?: number; gid?: number }): ServerUser {
  const commandLine = (program: string, args: readonly string[]): [string, string[]] => {
    const [first = program, ...rest] = [...prefix, program, ...args];
    return [first, rest];
  };
  const options = { ...as, env: serverEnvironment(), cwd: process.platform === "win32" ? process.cwd() : "/" };
  return {
    run(program, args, fd) {
      const stdio = ["ignore", "pipe", "pipe", ...(fd === undefined ? [] : [fd])] as StdioOptions;
      const { status, error, stdout, stderr } = spawnSync(...commandLine(program, args), {
        ...options,
        stdio,
        encoding: "utf8",
      });
      return { ok: status === 0, output: error ? String(error) : `${stdout}${stderr}`.trim() };
    },
    start: (program, args, stdio) => spawn(...commandLine(program, args), { ...options, stdio, detached: true }),
  };
}

/** Passes on only what programs need to run: PG…, LC_… and TZ variables would change PostgreSQL's behaviour. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "SystemRoot", "TEMP", "TMP"];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
