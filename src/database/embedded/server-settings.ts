import path from "node:path";
import type { ServerAddress } from "./server-address.ts";

export type ServerSettings = Readonly<Record<string, string>>;

/**
 * Settings for a small server. Those that make commits durable are set on the command line as well, which overrides
 * configuration files.
 */
const usualSettings: ServerSettings = {
  cluster_name: "faturabot",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: "32MB",
  // Each connection takes 55 kB of shared memory. This is enough for one process with the largest DATABASE_POOL, or for
  // 15 with the default.
  max_connections: "250",
  jit: "off",
  // In a container, /dev/shm may be too small.
  dynamic_shared_memory_type: "mmap",
  // Saves the three processes of the other method, which would be idle: there are few reads from disk.
  io_method: "sync",
  // With `minimal`, a sequence that was created and used in one transaction would go back after a crash.
  wal_level: "replica",
  max_wal_senders: "0",
  max_logical_replication_workers: "0",
  min_wal_size: "32MB",
  max_wal_size: "256MB",
  unix_socket_permissions: "0700",
  // Keeps statements that fail out of the log: the text of an error may contain data of a subscriber, and the client
  // gets the error anyway.
  log_min_messages: "log",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
};

/** Returns the arguments that start a server at an address. `extra` overrides the usual settings. */
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
