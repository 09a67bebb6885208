import path from "node:path";
import type { ServerAddress } from "./server-address.ts";

export type ServerSettings = Readonly<Record<string, string>>;

/**
 * Settings for a small server. Those for durability are set on the command line, which overrides configuration files.
 */
const usualSettings: ServerSettings = {
  cluster_name: "faturabot",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: "32MB",
  // 55 kB of shared memory each. Enough for one process with the largest DATABASE_POOL, or 15 with the default.
  max_connections: "250",
  jit: "off",
  // A container's /dev/shm may be tiny.
  dynamic_shared_memory_type: "mmap",
  // Saves three worker processes; reads are few.
  io_method: "sync",
  // Not `minimal`, where a sequence created and used in one transaction would go back after a crash.
  wal_level: "replica",
  max_wal_senders: "0",
  max_logical_replication_workers: "0",
  min_wal_size: "32MB",
  max_wal_size: "256MB",
  unix_socket_permissions: "0700",
  // Keeps ERRORs out of the log: their text may contain a subscriber's data, and the client gets it anyway.
  log_min_messages: "log",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
};

/** The command line that starts a server at an address. `extra` overrides the usual settings. */
export function serverArguments({ host, port }: ServerAddress, extra: ServerSettings = {}): string[] {
  const listens = path.isAbsolute(host)
    ? ["-k", `"${host.replaceAll('"', '""')}"`, "-c", "listen_addresses="]
    : ["-h", host, "-c", "unix_socket_directories="];
  const settings = Object.entries({ ...usualSettings, ...extra }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  return ["-p", String(port), ...listens, ...settings];
}
