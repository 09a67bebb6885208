import { existsSync, lstatSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import type pg from "pg";
import type { ServerHome } from "./choose-home.ts";
import { clusterFolder, readPassword } from "./cluster.ts";
import { makeOwnFolder, readOwnFile, writeOwnFile } from "./own-files.ts";
import type { ServerUser } from "./server-user.ts";

/** A server's address: `host` is the folder of its Unix socket or, on Windows, an IP address. */
export interface ServerAddress {
  host: string;
  port: number;
}

/** This number is only part of the name of the socket file; no TCP port is opened. */
const socketPort = 5432;
/** Longest path of a socket file, in bytes. With the final zero byte, Linux allows 108 and macOS 104. */
const longestSocketPath = 100;
const shortPrefix = "/tmp/faturabot-";
const shortName = /^\/tmp\/faturabot-[A-Za-z0-9]{6}$/;

/** Returns the settings for a connection to the server's only database, as its only role. */
export function connectionTo(folder: string, { host, port }: ServerAddress): pg.ClientConfig {
  return { host, port, user: "postgres", database: "postgres", password: readPassword(folder), ssl: false };
}

/**
 * Chooses the address at which the server of a folder will listen: a Unix socket or, on Windows, the given TCP port or
 * a free one.
 */
export async function addressFor({ folder, user }: ServerHome, port?: number): Promise<ServerAddress> {
  if (process.platform === "win32") return { host: "127.0.0.1", port: port ?? (await freePort()) };
  const own = { host: path.join(folder, "socket"), port: socketPort };
  if (Buffer.byteLength(socketFile(own)) > longestSocketPath) return { ...own, host: shortFolder(folder, user) };
  makeOwnFolder(own.host, user);
  return own;
}

/**
 * Finds or creates a folder with a short name, for a server folder whose path is too long for a socket. A folder that
 * was removed from /tmp is created again under the same name, because running processes know that name; only if another
 * user has taken the name, a new one is chosen.
 */
function shortFolder(folder: string, user: ServerUser): string {
  const note = path.join(folder, "socket.path");
  const known = existsSync(note) ? readOwnFile(note).toString().trim() : "";
  // The user of the server can write the file with the name, and root creates the folder: so only names of our own form
  // are accepted.
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
 * Reads the address of a folder's server from its postmaster.pid; undefined if there is no such file. Lines 4 to 6 are
 * the port, the folder of the socket and the listen address (see pidfile.h of PostgreSQL).
 */
export function readAddress(folder: string): ServerAddress | undefined {
  try {
    const lines = readFileSync(path.join(clusterFolder(folder), "postmaster.pid"), "utf8").split("\n");
    const [port, socket, host] = [Number(lines[3]), lines[4]?.trim(), lines[5]?.trim()];
    if (!port) return undefined;
    // This path is preferred, because another container may know the folder by another path than the server does.
    const own = { host: path.join(folder, "socket"), port };
    if (socket && existsSync(socketFile(own))) return own;
    return socket || host ? { host: socket || (host as string), port } : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the path of the server's socket file. */
export const socketFile = ({ host, port }: ServerAddress): string => path.join(host, `.s.PGSQL.${port}`);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
