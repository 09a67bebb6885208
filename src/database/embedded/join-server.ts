import path from "node:path";
import type pg from "pg";
import { AppError } from "../../core/app-error.ts";
import { chooseHome, type ServerHome } from "./choose-home.ts";
import { type FileLock, openFileLock, within } from "./file-lock.ts";
import { keepRunning, type ServerNews } from "./keep-running.ts";
import { refuseFormerEngine } from "./refuse-former-engine.ts";
import { findServer, isAlive, startServer, stopServer } from "./running-server.ts";
import { connectionTo, type ServerAddress } from "./server-address.ts";
import type { ServerSettings } from "./server-settings.ts";

/** A server shared by all processes that joined it. */
export interface JoinedServer {
  connection: pg.ClientConfig;
  /** The server's folder. */
  folder: string;
  /** True if that folder is outside of the data folder, because the user of the server cannot enter the data folder. */
  elsewhere: boolean;
  /** Leaves the server; the last process to leave stops it. */
  leave(): Promise<void>;
}

/** This is long, because another process may be creating the cluster or stopping a busy server. */
const patienceMs = 120_000;
/**
 * How long a leaving process waits for the start lock. Whoever holds the lock for longer uses the server as well, and
 * stops it when it leaves.
 */
const leavePatienceMs = 10_000;

/** Locks by which processes coordinate on one folder. */
interface Locks {
  /** Held exclusively while the server is looked for, created, started or stopped. */
  start: FileLock;
  /** Held shared by every process that uses the server. */
  use: FileLock;
}

/**
 * Starts the PostgreSQL of a data folder, or joins the one that another process started, and keeps it running until
 * `leave`: if it is killed, the first process to notice restarts it at the same address. Throws AppError, with a
 * sentence for the operator, if it cannot run.
 */
export async function joinServer(
  dataDir: string,
  { settings = {}, ...news }: Partial<ServerNews> & { settings?: ServerSettings; giveUpMs?: number } = {},
): Promise<JoinedServer> {
  refuseFormerEngine(dataDir);
  const home = chooseHome(dataDir);
  const locks = openLocks(home);
  try {
    const address = await whileStarting(locks, home, async () => {
      await takeUseLock(locks, home);
      return openServer(home, { settings });
    });
    const restart = async (signal: AbortSignal) => {
      await whileStarting(locks, home, () => openServer(home, { settings, port: address.port, signal }), signal);
    };
    const connection = connectionTo(home.folder, address);
    const watch = await keepRunning({ connection, restart, ...news }).catch(async (error) => {
      await stopIfLast(locks, home, address).catch(() => {});
      throw error;
    });
    const leave = async () => {
      try {
        await watch.end();
        await stopIfLast(locks, home, address);
      } finally {
        closeLocks(locks);
      }
    };
    let left: Promise<void> | undefined;
    return {
      connection,
      folder: home.folder,
      elsewhere: home.elsewhere,
      leave() {
        left ??= leave();
        return left;
      },
    };
  } catch (error) {
    closeLocks(locks);
    throw error;
  }
}

const openLocks = ({ folder, user }: ServerHome): Locks => ({
  start: openFileLock(path.join(folder, "start.lock"), user),
  use: openFileLock(path.join(folder, "use.lock"), user),
});

function closeLocks(locks: Locks): void {
  for (const lock of Object.values(locks)) lock.close();
}

/**
 * Takes the shared lock on the use of the server. The caller holds the start lock, so only a process that is just
 * leaving can hold this one exclusively, and only briefly.
 */
async function takeUseLock(locks: Locks, { folder }: ServerHome): Promise<void> {
  if (!(await within(patienceMs, () => locks.use.tryShared()))) throw busy(folder);
}

async function stopIfLast(locks: Locks, home: ServerHome, address: ServerAddress): Promise<void> {
  if (!(await within(leavePatienceMs, () => locks.start.tryAlone()))) return;
  try {
    locks.use.release();
    if (locks.use.tryAlone()) await stopServer(home, address);
  } finally {
    // The use lock is released first, so that the next holder of the start lock finds it free.
    locks.use.release();
    locks.start.release();
  }
}

async function whileStarting<T>(
  { start }: Locks,
  { folder }: ServerHome,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (!(await within(patienceMs, () => start.tryAlone(), signal))) throw busy(folder);
  try {
    return await work();
  } finally {
    start.release();
  }
}

const busy = (folder: string) =>
  new AppError("data-folder-busy", `Outro processo está abrindo o banco em "${folder}" há mais de 2 minutos.`);

async function openServer(
  home: ServerHome,
  options: Parameters<typeof startServer>[1] & object,
): Promise<ServerAddress> {
  const found = isAlive(home) ? await findServer(home, options.signal) : undefined;
  return found ?? startServer(home, options);
}
