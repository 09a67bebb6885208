import os from "node:os";

/** What the figures were taken on, in a line. */
export function machine(): string {
  const [cpu] = os.cpus();
  const load = os.loadavg()[0]?.toFixed(1);
  return `${cpu?.model ?? "?"}, ${os.cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, load ${load}`;
}
