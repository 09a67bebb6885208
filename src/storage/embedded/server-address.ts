import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import type pg from "pg";
import type { ServerHome } from "./choose-home.ts";
import { clusterFolder, readPassword } from "./cluster.ts";
import type { ServerUser } from "./server-user.ts";

/** How a client reaches a server: by the folder of its socket or, on Windows, by an address. */
export interface ServerAddress {
  host: string;
  port: number;
}

/** A name in the socket's folder, not a port of the machine. */
const socketPort = 5432;
/** Of a socket's path, with its end; Linux takes 108. */
const longestSocketPath = 100;

/** The connection of a server's only role to its only database. */
export function connectionTo(folder: string, { host, port }: ServerAddress): pg.ClientConfig {
  return { host, port, user: "postgres", database: "postgres", password: readPassword(folder), ssl: false };
}

/** Where a folder's server is to listen: at a socket or, on Windows, at a port, a free one if none is given. */
export async function addressFor({ folder, user }: ServerHome, port?: number): Promise<ServerAddress> {
  if (process.platform === "win32") return { host: "127.0.0.1", port: port ?? (await freePort()) };
  const own = { host: path.join(folder, "socket"), port: socketPort };
  if (Buffer.byteLength(socketFile(own)) > longestSocketPath) return { ...own, host: shortFolder(folder, user) };
  mkdirSync(own.host, { recursive: true, mode: 0o700 });
  give(own.host, user);
  return own;
}

/** For a folder whose own name is too long for a socket; the same as before where that is still there. */
function shortFolder(folder: string, user: ServerUser): string {
  const note = path.join(folder, "socket.path");
  const known = existsSync(note) ? readFileSync(note, "utf8").trim() : undefined;
  const found = known === undefined ? undefined : lstatSync(known, { throwIfNoEntry: false });
  if (known && found?.isDirectory() && found.uid === statSync(folder).uid) return known;
  const made = mkdtempSync("/tmp/faturabot-");
  give(made, user);
  writeFileSync(note, `${made}\n`);
  give(note, user);
  return made;
}

function give(file: string, { owner }: ServerUser): void {
  if (owner) chownSync(file, owner.uid, owner.gid);
}

/**
 * The address that a folder's server left in its own file; undefined where there is none. Port, folder of the socket, and
 * address stand in lines of their own: PostgreSQL's pidfile.h.
 */
export function readAddress(folder: string): ServerAddress | undefined {
  try {
    const lines = readFileSync(path.join(clusterFolder(folder), "postmaster.pid"), "utf8").split("\n");
    const [port, socket, host] = [Number(lines[3]), lines[4]?.trim(), lines[5]?.trim()];
    if (!port) return undefined;
    // In another container the same folder may have another name.
    const own = { host: path.join(folder, "socket"), port };
    if (socket && existsSync(socketFile(own))) return own;
    return socket || host ? { host: socket || (host as string), port } : undefined;
  } catch {
    return undefined;
  }
}

/** A socket where PostgreSQL makes it. */
export const socketFile = ({ host, port }: ServerAddress): string => path.join(host, `.s.PGSQL.${port}`);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
