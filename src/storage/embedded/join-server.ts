import path from "node:path";
import type pg from "pg";
import { AppError } from "../../core/app-error.ts";
import { chooseHome, type ServerHome } from "./choose-home.ts";
import { type FileLock, openFileLock, within } from "./file-lock.ts";
import { keepRunning, type ServerNews } from "./keep-running.ts";
import { refuseFormerEngine } from "./refuse-former-engine.ts";
import { findServer, isAlive, startServer, stopServer } from "./running-server.ts";
import { connectionTo } from "./server-address.ts";
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
      locks.use.tryShared();
      return openServer(home, settings);
    });
    const connection = connectionTo(home.folder, address);
    const stopIfLast = () =>
      whileStarting(locks, home, async () => {
        locks.use.release();
        if (locks.use.tryAlone()) await stopServer(home, address);
      });
    const watch = await keepRunning({
      connection,
      restart: async () => void (await whileStarting(locks, home, () => openServer(home, settings, address.port))),
      ...news,
    }).catch(async (error) => {
      await stopIfLast();
      throw error;
    });
    const leave = async () => {
      await watch.end();
      await stopIfLast();
      closeLocks(locks);
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

async function whileStarting<T>({ start }: Locks, { folder }: ServerHome, act: () => Promise<T>): Promise<T> {
  if (!(await within(patienceMs, () => start.tryAlone())))
    throw new AppError("data-folder-busy", `Outro processo está abrindo o banco em "${folder}" há mais de 2 minutos.`);
  try {
    return await act();
  } finally {
    start.release();
  }
}

async function openServer(home: ServerHome, settings: ServerSettings, port?: number) {
  const found = isAlive(home) ? await findServer(home) : undefined;
  if (found) return found;
  return startServer(home, { settings, ...(port !== undefined && { port }) });
}
