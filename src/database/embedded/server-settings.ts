import path from "node:path";
import type { ServerAddress } from "./server-address.ts";

export type ServerSettings = Readonly<Record<string, string>>;

/** Small, and nothing that only a large server needs. Flushing is said, so that no file can switch it off by chance. */
const usualSettings: ServerSettings = {
  cluster_name: "faturabot",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: "32MB",
  // 55 kB of shared memory each. One process with the largest DATABASE_POOL fits, or 15 usual ones.
  max_connections: "250",
  jit: "off",
  // A container's /dev/shm may hold next to nothing.
  dynamic_shared_memory_type: "mmap",
  // Three processes less, for reads that are few.
  io_method: "sync",
  // Not `minimal`: a sequence that was begun and used in one transaction would go back by a kill.
  wal_level: "replica",
  max_wal_senders: "0",
  max_logical_replication_workers: "0",
  min_wal_size: "32MB",
  max_wal_size: "256MB",
  unix_socket_permissions: "0700",
  // An ERROR's text may hold what somebody wrote; whoever asked gets it anyway.
  log_min_messages: "log",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
};

/** The command line that starts a server at an address, with settings on top of the usual ones. */
export function serverArguments({ host, port }: ServerAddress, more: ServerSettings = {}): string[] {
  const listens = path.isAbsolute(host)
    ? ["-k", `"${host.replaceAll('"', '""')}"`, "-c", "listen_addresses="]
    : ["-h", host, "-c", "unix_socket_directories="];
  const settings = Object.entries({ ...usualSettings, ...more }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-p", String(port), ...listens, ...settings];
}
