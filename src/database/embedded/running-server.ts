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
/** A server that begins by recovering from a crash may take its time; one that ends says so. */
const recoveryMs = 10 * 60_000;
const unansweredMs = 10_000;
/** As long as whoever is asked to end may take for it: systemd and Docker kill soon after. */
const stopMs = 15_000;
const stopPauseMs = 20;
const connectMs = 5000;
const tellToStop = `COPY (SELECT 1) TO PROGRAM 'read pid < postmaster.pid && kill -INT "$pid"'`;
/** Starting, recovering, stopping: cannot_connect_now, admin_shutdown, crash_shutdown. */
const waitingCodes = new Set(["57P03", "57P01", "57P02"]);
const noFreeConnection = "53300";
/** Somebody who looks whether the server lives holds its lock for a moment. */
const lookMs = 2000;

/**
 * Whether a process of a folder's server lives, wherever it runs: the server's processes hold a lock that the kernel
 * takes from the last of them. Windows hands no lock to a child: there a file is believed until nobody answers.
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
 * Starts the server of a folder, whose files it makes where there are none, and resolves once it answers. To be called
 * with the start lock held, where none lives. Throws AppError with the reason, and when aborted, and leaves none behind.
 */
export async function startServer(
  home: ServerHome,
  { settings, port, signal }: { settings?: ServerSettings; port?: number; signal?: AbortSignal } = {},
): Promise<ServerAddress> {
  const { folder, user } = home;
  const address = await addressFor(home, port);
  const life = openLifeLock(folder, user);
  try {
    if (!(await within(lookMs, () => life.tryAlone()))) throw unreachable(folder);
    makeCluster(home, life);
    forgetDead(folder, address);
    const launched = launch(home, address, life, settings);
    try {
      return await untilAnswering(home, address, launched, signal);
    } catch (error) {
      await launched.end();
      throw error;
    }
  } finally {
    // The server has it open too, and with it the lock.
    life.close();
  }
}

/** A server that was just launched. */
interface Launched {
  /** What it wrote since then. */
  log(): string;
  ended: boolean;
  /** Ends it where it has not ended by itself. */
  end(): Promise<void>;
}

function launch(home: ServerHome, address: ServerAddress, life: FileLock, more?: ServerSettings): Launched {
  const { folder, user, native } = home;
  const logFile = path.join(folder, "server.log");
  const log = openOwnFile(logFile, user);
  if (fstatSync(log).size > logLimitBytes) ftruncateSync(log);
  const begin = fstatSync(log).size;
  const child = user.start(
    native.program("postgres"),
    ["-D", clusterFolder(folder), ...serverArguments(address, more)],
    ["ignore", log, log, life.fd],
  );
  closeSync(log);
  let fault = "";
  const launched = {
    log: () => `${readOwnFile(logFile).subarray(begin)}\n${fault}`,
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
    fault = String(error);
    launched.ended = true;
  });
  child.unref();
  return launched;
}

async function untilAnswering(
  { folder }: ServerHome,
  address: ServerAddress,
  launched: Launched,
  signal?: AbortSignal,
): Promise<ServerAddress> {
  for (const end = performance.now() + recoveryMs; ; await sleep(answerPauseMs, undefined, { signal })) {
    if (launched.ended) throw faultOf(launched.log(), folder);
    const said = await answer(folder, address);
    // Full is open too: others were faster.
    if (said === "yes" || codeOf(said) === noFreeConnection) return address;
    if (isFinal(said) || performance.now() > end) throw refusal(folder, said);
  }
}

/** PostgreSQL would go by the process numbers in these files, which others may have by now. */
function forgetDead(folder: string, address: ServerAddress): void {
  if (process.platform === "win32") return;
  rmSync(path.join(clusterFolder(folder), "postmaster.pid"), { force: true });
  rmSync(`${socketFile(address)}.lock`, { force: true });
}

/**
 * Finds the server that lives on a folder by its own file, and believes it once it answers to the folder's password.
 * Undefined where it ended meanwhile. Throws AppError where it lives and cannot be reached or used, and when aborted.
 */
export async function findServer(home: ServerHome, signal?: AbortSignal): Promise<ServerAddress | undefined> {
  const { folder } = home;
  const begun = performance.now();
  for (;;) {
    const address = readAddress(folder);
    const said = address ? await answer(folder, address) : "wait";
    if (address && said === "yes") return address;
    if (!isAlive(home)) return undefined;
    if (isFinal(said)) throw refusal(folder, said);
    // Starting, stopping, recovering, or its files being made: it lives and says so, or has no address yet.
    if (performance.now() > begun + (said === "wait" ? recoveryMs : unansweredMs)) {
      if (process.platform === "win32" && said !== "wait") return undefined;
      throw refusal(folder, said);
    }
    await sleep(answerPauseMs, undefined, { signal });
  }
}

/**
 * Stops the server of a folder, without losing anything, and waits until its last process has ended, or for as long as
 * somebody who leaves may wait. The server is told by one of its own processes: its number means nothing in another
 * container. Throws AppError where it lives and could not be told.
 */
export async function stopServer(home: ServerHome, address: ServerAddress): Promise<void> {
  if (process.platform === "win32") {
    home.user.run(home.native.program("pg_ctl"), ["stop", "-D", clusterFolder(home.folder), "-m", "fast"]);
    return;
  }
  const end = performance.now() + stopMs;
  let said: Answer = "silence";
  while (isAlive(home)) {
    if (said !== "yes") said = await answer(home.folder, address, tellToStop);
    if (isFinal(said) || performance.now() > end) {
      if (said === "yes" || said === "wait") return;
      throw notStopped(home.folder, said);
    }
    await sleep(stopPauseMs);
  }
}

/**
 * What a server says to a connection: nothing, to wait, or something else that it has against it. Whatever it says proves
 * that it is reached.
 */
type Answer = "yes" | "wait" | "silence" | pg.DatabaseError;

async function answer(folder: string, address: ServerAddress, text?: string): Promise<Answer> {
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

const codeOf = (said: Answer): string | undefined => (typeof said === "string" ? undefined : said.code);

/** A password that does not fit will not fit later. Windows reuses a port, and with that it may be another server's. */
const isFinal = (said: Answer): boolean => process.platform !== "win32" && codeOf(said)?.startsWith("28") === true;

function refusal(folder: string, said: Answer): AppError {
  if (typeof said === "string") return unreachable(folder);
  return new AppError("embedded-server-refused", `O banco em "${folder}" ${whyRefused(folder, said)}`, { cause: said });
}

function whyRefused(folder: string, { code, message }: pg.DatabaseError): string {
  if (code === noFreeConnection)
    return "está sem conexões livres: os programas que o usam tomaram todas. Pare um deles, ou baixe DATABASE_POOL.";
  if (code === "28P01")
    return `não aceita a senha que está em "${passwordFile(folder)}". Traga de volta esse arquivo, de uma cópia da pasta.`;
  return `responde, mas recusa a conexão: ${message}.`;
}

const notStopped = (folder: string, said: Answer) =>
  new AppError(
    "embedded-server-left",
    `O banco em "${folder}" ficou aberto: ${typeof said === "string" ? "não respondeu quando devia parar." : `ele ${whyRefused(folder, said)}`} Nada se perde.`,
    { cause: said },
  );

const unreachable = (folder: string) =>
  new AppError(
    "data-folder-in-use",
    `O banco em "${folder}" está aberto num lugar que daqui não se alcança (outro contêiner ou outra máquina). Pare-o lá, ou use outra pasta (DATA_DIR) ou um PostgreSQL (DATABASE_URL).`,
  );
