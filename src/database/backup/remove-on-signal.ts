import { rmSync } from "node:fs";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * When a signal is about to end the process, removes a file, if it exists, and raises the signal again, for the next
 * listener or the default action. Returns a function that removes the listeners.
 */
export function removeOnSignal(file: string): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    rmSync(file, { force: true });
    stopListening();
    process.kill(process.pid, signal);
  };
  const stopListening = () => {
    for (const signal of signals) process.removeListener(signal, onSignal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return stopListening;
}
