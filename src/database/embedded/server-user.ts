import { type ChildProcess, type SpawnOptions, type StdioOptions, spawn, spawnSync } from "node:child_process";

/**
 * The user that the server runs as. PostgreSQL refuses to run as root, so root starts it as another user, or inside a
 * user namespace, where it has another user id and none of root's rights.
 */
export interface ServerUser {
  /** Owner of the server's files. Absent if the owner is the user of this process. */
  owner?: { uid: number; gid: number };
  /** Runs a program and waits for its end. `fd`, if given, is inherited as file descriptor 3. */
  run(program: string, args: readonly string[], fd?: number): { ok: boolean; output: string };
  /**
   * Starts a program that goes on running after this process has ended, and that Ctrl+C in the terminal does not reach.
   */
  start(program: string, args: readonly string[], stdio: SpawnOptions["stdio"]): ChildProcess;
}

const inNamespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"];

/** The user of this process. */
export const sameUser = (): ServerUser => serverUser([], {});

/** Another user of the machine. Only root may start programs as another user. */
export const otherUser = (uid: number, gid: number): ServerUser => ({
  ...serverUser([], { uid, gid }),
  owner: { uid, gid },
});

/** Root in a user namespace: without the rights of root, but still the owner of the files and folders of root. */
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

/**
 * Returns only the variables that programs need to run, because PG…, LC_… and TZ variables would change the behaviour
 * of PostgreSQL.
 */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "SystemRoot", "TEMP", "TMP"];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
