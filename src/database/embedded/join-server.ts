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

/** A server that this process shares with all others that joined it. */
export interface JoinedServer {
  connection: pg.ClientConfig;
  /** Where its files are; not below the data folder where the server's user cannot reach that. */
  folder: string;
  elsewhere: boolean;
  /** Leaves; the last one to leave stops the server. */
  leave(): Promise<void>;
}

/** Another process may be making the files, or stopping a busy server, meanwhile. */
const patienceMs = 120_000;
/** For somebody who leaves: whoever starts or stops the server for longer is its user, and will be the last one. */
const leavePatienceMs = 10_000;

/** How this process takes part in what several processes do with one folder. */
interface Locks {
  /** Held while a server is looked for, made, started or stopped. */
  start: FileLock;
  /** Shared by everybody who uses the server. */
  use: FileLock;
}

/**
 * Starts the PostgreSQL of a data folder, or finds the one that another process started, and keeps it running until
 * `leave`: should it be killed, the first of its users to notice starts it again at the same address. Throws AppError,
 * in a sentence, where it cannot run.
 */
export async function joinServer(
  dataDir: string,
  { settings = {}, ...news }: Partial<ServerNews> & { settings?: ServerSettings } = {},
): Promise<JoinedServer> {
  refuseFormerEngine(dataDir);
  const home = chooseHome(dataDir);
  const locks = openLocks(home);
  try {
    const address = await whileStarting(locks, home, async () => {
      await use(locks, home);
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

/** With the start lock held: then only a process that ends may still have it alone, for a moment. */
async function use(locks: Locks, { folder }: ServerHome): Promise<void> {
  if (!(await within(patienceMs, () => locks.use.tryShared()))) throw busy(folder);
}

async function stopIfLast(locks: Locks, home: ServerHome, address: ServerAddress): Promise<void> {
  if (!(await within(leavePatienceMs, () => locks.start.tryAlone()))) return;
  try {
    locks.use.release();
    if (locks.use.tryAlone()) await stopServer(home, address);
  } finally {
    // First this one: whoever gets the start lock next is to find it free.
    locks.use.release();
    locks.start.release();
  }
}

async function whileStarting<T>(
  { start }: Locks,
  { folder }: ServerHome,
  act: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (!(await within(patienceMs, () => start.tryAlone(), signal))) throw busy(folder);
  try {
    return await act();
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
