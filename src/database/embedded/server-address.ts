import { existsSync, lstatSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import type pg from "pg";
import type { ServerHome } from "./choose-home.ts";
import { clusterFolder, readPassword } from "./cluster.ts";
import { makeOwnFolder, readOwnFile, writeOwnFile } from "./own-files.ts";
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
const shortPrefix = "/tmp/faturabot-";
const shortName = /^\/tmp\/faturabot-[A-Za-z0-9]{6}$/;

/** The connection of a server's only role to its only database. */
export function connectionTo(folder: string, { host, port }: ServerAddress): pg.ClientConfig {
  return { host, port, user: "postgres", database: "postgres", password: readPassword(folder), ssl: false };
}

/** Where a folder's server is to listen: at a socket or, on Windows, at a port, a free one if none is given. */
export async function addressFor({ folder, user }: ServerHome, port?: number): Promise<ServerAddress> {
  if (process.platform === "win32") return { host: "127.0.0.1", port: port ?? (await freePort()) };
  const own = { host: path.join(folder, "socket"), port: socketPort };
  if (Buffer.byteLength(socketFile(own)) > longestSocketPath) return { ...own, host: shortFolder(folder, user) };
  makeOwnFolder(own.host, user);
  return own;
}

/**
 * For a folder whose own name is too long for a socket. Tidied away, it is made again under its name: whoever uses the
 * server knows it by that. Another name only where somebody else has taken it.
 */
function shortFolder(folder: string, user: ServerUser): string {
  const note = path.join(folder, "socket.path");
  const known = existsSync(note) ? readOwnFile(note).toString().trim() : "";
  // The note is the server's user's to write, and root makes the folder.
  if (shortName.test(known)) {
    const found = lstatSync(known, { throwIfNoEntry: false });
    if (!found) makeOwnFolder(known, user);
    if (!found || (found.isDirectory() && found.uid === statSync(folder).uid)) return known;
  }
  const made = mkdtempSync(shortPrefix);
  makeOwnFolder(made, user);
  writeOwnFile(note, `${made}\n`, user);
  return made;
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
