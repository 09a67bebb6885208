import { closeSync, existsSync, fstatSync, ftruncateSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { AppError } from "../../core/app-error.ts";
import type { ServerHome } from "./choose-home.ts";
import { clusterFolder, makeCluster, passwordFile } from "./cluster.ts";
import { type FileLock, openFileLock, within } from "./file-lock.ts";
import { openOwnFile, readOwnFile } from "./own-files.ts";
import { addressFor, connectionTo, readAddress, type ServerAddress, socketFile } from "./server-address.ts";
import { faultOf } from "./server-fault.ts";
import { type ServerSettings, serverArguments } from "./server-settings.ts";
import type { ServerUser } from "./server-user.ts";

const logLimitBytes = 1_000_000;
const answerPauseMs = 10;
/** Crash recovery may take long. A server that fails is noticed earlier, because its process ends. */
const recoveryMs = 10 * 60_000;
const unansweredMs = 10_000;
/** Time to stop: systemd and Docker kill a process soon after they told it to stop. */
const stopMs = 15_000;
const stopPauseMs = 20;
const connectMs = 5000;
/** Requests a fast shutdown (PostgreSQL's term) from inside the server. */
const stopStatement = `COPY (SELECT 1) TO PROGRAM 'read pid < postmaster.pid && kill -INT "$pid"'`;
/**
 * SQLSTATEs of a server that is starting, recovering or stopping: cannot_connect_now, admin_shutdown, crash_shutdown.
 */
const waitingCodes = new Set(["57P03", "57P01", "57P02"]);
const noFreeConnection = "53300";
/** How long to wait for the lock, because `isAlive` in another process may hold it for a moment. */
const lifeLockMs = 2000;

/**
 * Returns true if any process of the server of a folder is alive, even in another container: these processes hold a
 * lock that the kernel frees when the last of them ends. On Windows a child cannot inherit a lock, so the existence of
 * postmaster.pid counts instead.
 */
export function isAlive({ folder, user }: Pick<ServerHome, "folder" | "user">): boolean {
  if (process.platform === "win32") return existsSync(path.join(clusterFolder(folder), "postmaster.pid"));
  const life = openLifeLock(folder, user);
  const isFree = life.tryAlone();
  life.close();
  return !isFree;
}

const openLifeLock = (folder: string, user: ServerUser) => openFileLock(path.join(folder, "life.lock"), user);

/**
 * Starts the server of a folder, creating the cluster if necessary, and resolves once it answers. The caller holds the
 * start lock and has checked that no server is alive. Throws AppError with the reason, or the abort error, and leaves
 * no server behind.
 */
export async function startServer(
  home: ServerHome,
  { settings, port, signal }: { settings?: ServerSettings; port?: number; signal?: AbortSignal } = {},
): Promise<ServerAddress> {
  const { folder, user } = home;
  const address = await addressFor(home, port);
  const life = openLifeLock(folder, user);
  try {
    if (!(await within(lifeLockMs, () => life.tryAlone()))) throw unreachable(folder);
    makeCluster(home, life);
    removeStaleFiles(folder, address);
    const launched = launch(home, address, life, settings);
    try {
      return await waitUntilAnswering(home, address, launched, signal);
    } catch (error) {
      await launched.end();
      throw error;
    }
  } finally {
    // The server inherited the lock and keeps it.
    life.close();
  }
}

/** A server process that was just started. */
interface Launched {
  /** The text that it has logged since then. */
  log(): string;
  ended: boolean;
  /** Stops the process if it has not ended by itself. */
  end(): Promise<void>;
}

function launch(home: ServerHome, address: ServerAddress, life: FileLock, extra?: ServerSettings): Launched {
  const { folder, user, native } = home;
  const logFile = path.join(folder, "server.log");
  const log = openOwnFile(logFile, user);
  if (fstatSync(log).size > logLimitBytes) ftruncateSync(log);
  const begin = fstatSync(log).size;
  const child = user.start(
    native.program("postgres"),
    ["-D", clusterFolder(folder), ...serverArguments(address, extra)],
    ["ignore", log, log, life.fd],
  );
  closeSync(log);
  let startError = "";
  const launched = {
    log: () => `${readOwnFile(logFile).subarray(begin)}\n${startError}`,
    ended: false,
    async end() {
      child.kill("SIGINT");
      if (!(await within(stopMs, () => launched.ended))) child.kill("SIGKILL");
    },
  };
  child.once("exit", () => {
    launched.ended = true;
  });
  child.once("error", (error) => {
    startError = String(error);
    launched.ended = true;
  });
  child.unref();
  return launched;
}

async function waitUntilAnswering(
  { folder }: ServerHome,
  address: ServerAddress,
  launched: Launched,
  signal?: AbortSignal,
): Promise<ServerAddress> {
  for (const end = performance.now() + recoveryMs; ; await sleep(answerPauseMs, undefined, { signal })) {
    if (launched.ended) throw faultOf(launched.log(), folder);
    const answer = await probe(folder, address);
    // "No free connection" also means that the server is open: other clients use all connections.
    if (answer === "yes" || codeOf(answer) === noFreeConnection) return address;
    if (isFinal(answer) || performance.now() > end) throw refusal(folder, answer);
  }
}

/**
 * Removes the lock files of a dead server. PostgreSQL would trust the process ids in them, which other processes may
 * have by now.
 */
function removeStaleFiles(folder: string, address: ServerAddress): void {
  if (process.platform === "win32") return;
  rmSync(path.join(clusterFolder(folder), "postmaster.pid"), { force: true });
  rmSync(`${socketFile(address)}.lock`, { force: true });
}

/**
 * Finds the running server of a folder by the address in its postmaster.pid, and accepts the server once it takes the
 * password of the folder. Returns undefined if the server ended meanwhile. Throws AppError if the server is alive but
 * cannot be reached or used. Rejects when the signal aborts.
 */
export async function findServer(home: ServerHome, signal?: AbortSignal): Promise<ServerAddress | undefined> {
  const { folder } = home;
  const startedAt = performance.now();
  for (;;) {
    const address = readAddress(folder);
    const answer = address ? await probe(folder, address) : "wait";
    if (address && answer === "yes") return address;
    if (!isAlive(home)) return undefined;
    if (isFinal(answer)) throw refusal(folder, answer);
    // "wait" is a server that is starting, stopping or recovering, or that has no address yet because initdb is
    // running.
    if (performance.now() > startedAt + (answer === "wait" ? recoveryMs : unansweredMs)) {
      if (process.platform === "win32" && answer !== "wait") return undefined;
      throw refusal(folder, answer);
    }
    await sleep(answerPauseMs, undefined, { signal });
  }
}

/**
 * Stops the server of a folder with a fast shutdown, and waits at most `stopMs` for its last process to end. The signal
 * is sent from inside the server, because a process id means nothing in another container. Throws AppError if the
 * server is alive and the signal could not be sent.
 */
export async function stopServer(home: ServerHome, address: ServerAddress): Promise<void> {
  if (process.platform === "win32") {
    home.user.run(home.native.program("pg_ctl"), ["stop", "-D", clusterFolder(home.folder), "-m", "fast"]);
    return;
  }
  const end = performance.now() + stopMs;
  let answer: Answer = "silence";
  while (isAlive(home)) {
    if (answer !== "yes") answer = await probe(home.folder, address, stopStatement);
    if (isFinal(answer) || performance.now() > end) {
      if (answer === "yes" || answer === "wait") return;
      throw notStopped(home.folder, answer);
    }
    await sleep(stopPauseMs);
  }
}

/**
 * The answer of a server to a connection: it accepts the connection, cannot accept it at the moment, gives no answer,
 * or refuses it with an error. Any answer but "silence" proves that the server was reached.
 */
type Answer = "yes" | "wait" | "silence" | pg.DatabaseError;

async function probe(folder: string, address: ServerAddress, text?: string): Promise<Answer> {
  const client = new pg.Client({
    ...connectionTo(folder, address),
    connectionTimeoutMillis: connectMs,
    query_timeout: connectMs,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    if (text !== undefined) await client.query(text);
    return "yes";
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) return "silence";
    return waitingCodes.has(error.code ?? "") ? "wait" : error;
  } finally {
    await client.end().catch(() => {});
  }
}

const codeOf = (answer: Answer): string | undefined => (typeof answer === "string" ? undefined : answer.code);

/**
 * Returns true if retrying is useless, because the credentials are wrong. On Windows this never holds: by now, another
 * server may use the port.
 */
const isFinal = (answer: Answer): boolean => process.platform !== "win32" && codeOf(answer)?.startsWith("28") === true;

function refusal(folder: string, answer: Answer): AppError {
  if (typeof answer === "string") return unreachable(folder);
  return new AppError("embedded-server-refused", `O banco em "${folder}" ${whyRefused(folder, answer)}`, {
    cause: answer,
  });
}

function whyRefused(folder: string, { code, message }: pg.DatabaseError): string {
  if (code === noFreeConnection)
    return "está sem conexões livres: os programas que o usam tomaram todas. Pare um deles, ou baixe DATABASE_POOL.";
  if (code === "28P01")
    return `não aceita a senha que está em "${passwordFile(folder)}". Traga de volta esse arquivo, de uma cópia da pasta.`;
  return `responde, mas recusa a conexão: ${message}.`;
}

const notStopped = (folder: string, answer: Answer) =>
  new AppError(
    "embedded-server-left",
    `O banco em "${folder}" ficou aberto: ${typeof answer === "string" ? "não respondeu quando devia parar." : `ele ${whyRefused(folder, answer)}`} Nada se perde.`,
    { cause: answer },
  );

const unreachable = (folder: string) =>
  new AppError(
    "data-folder-in-use",
    `O banco em "${folder}" está aberto num lugar que daqui não se alcança (outro contêiner ou outra máquina). Pare-o lá, ou use outra pasta (DATA_DIR) ou um PostgreSQL (DATABASE_URL).`,
  );
