import { rmSync } from "node:fs";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Removes a file, if it is there, before a signal ends the process. Then the signal comes once more: whoever else listens
 * for it acts as if nobody had come between. Returns the way to stop listening.
 */
export function removeOnSignal(file: string): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    rmSync(file, { force: true });
    forget();
    process.kill(process.pid, signal);
  };
  const forget = () => {
    for (const signal of signals) process.removeListener(signal, onSignal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return forget;
}
