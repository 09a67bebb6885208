const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Leaves the server before a signal ends the process, so that the last one to go does not leave it running. Somebody
 * else who listens for the signal ends the process in their own way, and leaves then. Returns the way to stop listening.
 */
export function leaveOnSignal(leave: () => Promise<void>): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return;
    void leave()
      .catch(() => {})
      .then(() => {
        forget();
        process.kill(process.pid, signal);
      });
  };
  const forget = () => {
    for (const signal of signals) process.removeListener(signal, onSignal);
  };
  // First: who listens once is gone from the list when they have heard it.
  for (const signal of signals) process.prependListener(signal, onSignal);
  return forget;
}
