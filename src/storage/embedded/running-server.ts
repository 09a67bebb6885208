import { closeSync, existsSync, fchownSync, openSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { AppError } from "../../core/app-error.ts";
import type { ServerHome } from "./choose-home.ts";
import { clusterFolder, makeCluster } from "./cluster.ts";
import { type FileLock, openFileLock, within } from "./file-lock.ts";
import { addressFor, connectionTo, readAddress, type ServerAddress, socketFile } from "./server-address.ts";
import { faultOf } from "./server-fault.ts";
import { type ServerSettings, serverArguments } from "./server-settings.ts";
import type { ServerUser } from "./server-user.ts";

const logLimitBytes = 1_000_000;
const answerPauseMs = 10;
/** A server that begins by recovering from a crash may take its time; one that ends says so. */
const recoveryMs = 10 * 60_000;
const unansweredMs = 10_000;
const stopMs = 60_000;
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
 * with the start lock held, where none lives. Throws AppError with the reason.
 */
export async function startServer(
  home: ServerHome,
  options: { settings?: ServerSettings; port?: number } = {},
): Promise<ServerAddress> {
  const { folder, user } = home;
  const address = await addressFor(home, options.port);
  const life = openLifeLock(folder, user);
  try {
    if (!(await within(lookMs, () => life.tryAlone()))) throw unreachable(folder);
    makeCluster(home, life);
    forgetDead(folder, address);
    return await untilAnswering(home, address, launch(home, address, life, options.settings));
  } finally {
    // The server has it open too, and with it the lock.
    life.close();
  }
}

/** A server that was just launched: what it writes from then on, and whether it has ended. */
interface Launched {
  log(): string;
  ended: boolean;
}

function launch(home: ServerHome, address: ServerAddress, life: FileLock, more?: ServerSettings): Launched {
  const { folder, user, native } = home;
  const logFile = path.join(folder, "server.log");
  if (existsSync(logFile) && statSync(logFile).size > logLimitBytes) truncateSync(logFile);
  const log = openSync(logFile, "a", 0o600);
  if (user.owner) fchownSync(log, user.owner.uid, user.owner.gid);
  const begin = statSync(logFile).size;
  const child = user.start(
    native.program("postgres"),
    ["-D", clusterFolder(folder), ...serverArguments(address, more)],
    ["ignore", log, log, life.fd],
  );
  closeSync(log);
  let fault = "";
  const launched = { log: () => `${readFileSync(logFile).subarray(begin)}\n${fault}`, ended: false };
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

async function untilAnswering({ folder }: ServerHome, address: ServerAddress, launched: Launched) {
  for (const end = performance.now() + recoveryMs; ; await sleep(answerPauseMs)) {
    if (launched.ended) throw faultOf(launched.log(), folder);
    if ((await answer(connectionTo(folder, address))) === "yes") return address;
    if (performance.now() > end) throw unreachable(folder);
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
 * Undefined where it ended meanwhile. Throws AppError where it lives and cannot be reached.
 */
export async function findServer(home: ServerHome): Promise<ServerAddress | undefined> {
  const { folder } = home;
  const begun = performance.now();
  for (;;) {
    const address = readAddress(folder);
    const answered = address ? await answer(connectionTo(folder, address)) : "no";
    if (address && answered === "yes") return address;
    if (!isAlive(home)) return undefined;
    // Starting, stopping, recovering, or its files being made: it lives and says so, or has no address yet.
    if (performance.now() > begun + (address && answered === "no" ? unansweredMs : recoveryMs)) {
      if (process.platform === "win32") return undefined;
      throw unreachable(folder);
    }
    await sleep(answerPauseMs);
  }
}

/**
 * Stops the server of a folder, without losing anything, and waits until its last process has ended. The server is told
 * by one of its own processes: its number means nothing in another container.
 */
export async function stopServer(home: ServerHome, address: ServerAddress): Promise<void> {
  if (process.platform === "win32") {
    home.user.run(home.native.program("pg_ctl"), ["stop", "-D", clusterFolder(home.folder), "-m", "fast"]);
    return;
  }
  const client = new pg.Client(connectionTo(home.folder, address));
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(`COPY (SELECT 1) TO PROGRAM 'read pid < postmaster.pid && kill -INT "$pid"'`);
  } catch {
    // It went away before or while it was told.
  } finally {
    await client.end().catch(() => {});
  }
  await within(stopMs, () => !isAlive(home));
}

async function answer(connection: pg.ClientConfig): Promise<"yes" | "no" | "wait"> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return "yes";
  } catch (error) {
    // cannot_connect_now
    return (error as { code?: string }).code === "57P03" ? "wait" : "no";
  } finally {
    await client.end().catch(() => {});
  }
}

const unreachable = (folder: string) =>
  new AppError(
    "data-folder-in-use",
    `O banco em "${folder}" está aberto num lugar que daqui não se alcança (outro contêiner ou outra máquina). Pare-o lá, ou use outra pasta (DATA_DIR) ou um PostgreSQL (DATABASE_URL).`,
  );
