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

/** Part of the socket's file name only; no TCP port is opened. */
const socketPort = 5432;
/** Longest path of a socket, in bytes; Linux allows 108 with the final zero, macOS 104. */
const longestSocketPath = 100;
const shortPrefix = "/tmp/faturabot-";
const shortName = /^\/tmp\/faturabot-[A-Za-z0-9]{6}$/;

/** The connection settings of a server's only role and database. */
export function connectionTo(folder: string, { host, port }: ServerAddress): pg.ClientConfig {
  return { host, port, user: "postgres", database: "postgres", password: readPassword(folder), ssl: false };
}

/** Chooses where a folder's server will listen: at a socket or, on Windows, at the given port or a free one. */
export async function addressFor({ folder, user }: ServerHome, port?: number): Promise<ServerAddress> {
  if (process.platform === "win32") return { host: "127.0.0.1", port: port ?? (await freePort()) };
  const own = { host: path.join(folder, "socket"), port: socketPort };
  if (Buffer.byteLength(socketFile(own)) > longestSocketPath) return { ...own, host: shortFolder(folder, user) };
  makeOwnFolder(own.host, user);
  return own;
}

/**
 * Finds or creates a folder with a short name, for a server folder whose path is too long for a socket. If it was
 * cleaned up from /tmp, it is created again under the same name, which running processes know; under a new name only if
 * another user has taken the old one.
 */
function shortFolder(folder: string, user: ServerUser): string {
  const note = path.join(folder, "socket.path");
  const known = existsSync(note) ? readOwnFile(note).toString().trim() : "";
  // The server's user can write the note, and root creates the folder: accept only names of our own form.
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
 * Reads a folder's server address from its postmaster.pid; undefined if there is none. Lines 4 to 6 are the port, the
 * socket's folder and the listen address (PostgreSQL's pidfile.h).
 */
export function readAddress(folder: string): ServerAddress | undefined {
  try {
    const lines = readFileSync(path.join(clusterFolder(folder), "postmaster.pid"), "utf8").split("\n");
    const [port, socket, host] = [Number(lines[3]), lines[4]?.trim(), lines[5]?.trim()];
    if (!port) return undefined;
    // Preferred, because another container may see the folder under another path than the server does.
    const own = { host: path.join(folder, "socket"), port };
    if (socket && existsSync(socketFile(own))) return own;
    return socket || host ? { host: socket || (host as string), port } : undefined;
  } catch {
    return undefined;
  }
}

/** The path of a server's socket. */
export const socketFile = ({ host, port }: ServerAddress): string => path.join(host, `.s.PGSQL.${port}`);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
