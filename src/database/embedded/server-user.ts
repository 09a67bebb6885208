import { type ChildProcess, type SpawnOptions, type StdioOptions, spawn, spawnSync } from "node:child_process";

/**
 * As whom the server runs. PostgreSQL refuses root, who may start it as another user, or as itself inside a user
 * namespace, where it has another number and none of root's rights.
 */
export interface ServerUser {
  /** Whom the server's files belong to; absent where they are this process's own. */
  owner?: { uid: number; gid: number };
  /** Runs a program to its end, with an open file as its third if one is given. */
  run(program: string, args: readonly string[], fd?: number): { ok: boolean; output: string };
  /** Starts a program that outlives this process and is not reached by the terminal's Ctrl+C. */
  start(program: string, args: readonly string[], stdio: SpawnOptions["stdio"]): ChildProcess;
}

const inNamespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"];

/** This process's own user. */
export const sameUser = (): ServerUser => serverUser([], {});

/** Another user, which only root may start programs as. */
export const otherUser = (uid: number, gid: number): ServerUser => ({
  ...serverUser([], { uid, gid }),
  owner: { uid, gid },
});

/** Root without its rights: it reaches what belongs to root, in folders that are closed to everybody else too. */
export const namespaceUser = (): ServerUser => ({
  ...serverUser(inNamespace, {}),
  owner: { uid: 0, gid: 0 },
});

function serverUser(through: readonly string[], as: { uid?: number; gid?: number }): ServerUser {
  const line = (program: string, args: readonly string[]): [string, string[]] => {
    const [first = program, ...rest] = [...through, program, ...args];
    return [first, rest];
  };
  const options = { ...as, env: serverEnvironment(), cwd: process.platform === "win32" ? process.cwd() : "/" };
  return {
    run(program, args, fd) {
      const stdio = ["ignore", "pipe", "pipe", ...(fd === undefined ? [] : [fd])] as StdioOptions;
      const { status, error, stdout, stderr } = spawnSync(...line(program, args), {
        ...options,
        stdio,
        encoding: "utf8",
      });
      return { ok: status === 0, output: error ? String(error) : `${stdout}${stderr}`.trim() };
    },
    start: (program, args, stdio) => spawn(...line(program, args), { ...options, stdio, detached: true }),
  };
}

/** Nothing of the caller's but where programs are: PostgreSQL goes by PG…, LC_… and TZ too. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "SystemRoot", "TEMP", "TMP"];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
