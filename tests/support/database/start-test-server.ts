import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { ClientConfig } from "pg";
import { joinServer } from "../../../src/database/embedded/join-server.ts";
import { leaveOnSignal } from "../../../src/database/embedded/leave-on-signal.ts";

/** What a crash of the machine would lose is lost with the tests anyway. */
const unflushed = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "1GB" };

/** The PostgreSQL that comes along, in a folder that goes when it is stopped; `url` is its first database's address. */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-tests-"));
  // Started by root, the server runs as another user.
  chmodSync(folder, 0o711);
  const { connection, leave } = await joinServer(path.join(folder, "data"), { settings: unflushed });
  const stop = async () => {
    await leave();
    rmSync(folder, { recursive: true, force: true });
  };
  leaveOnSignal(stop);
  return { url: urlOf(connection), stop };
}

/** A connection as an address, for what takes nothing else: a socket's folder is said after the question mark. */
export function urlOf({ host = "localhost", port = 5432, user = "", password, database = "" }: ClientConfig): string {
  const url = new URL(`postgresql://${host.startsWith("/") ? "localhost" : host}:${port}/${database}`);
  url.username = user;
  url.password = typeof password === "string" ? password : "";
  if (host.startsWith("/")) url.searchParams.set("host", host);
  return url.href;
}
