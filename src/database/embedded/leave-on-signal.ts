const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Leaves the server before a signal ends the process, so that it does not keep running without users. Does nothing if
 * there is another listener for the signal, which is expected to leave and to end the process. Returns a function that
 * stops listening.
 */
export function leaveOnSignal(leave: () => Promise<void>): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return;
    void leave()
      .catch(() => {})
      .then(() => {
        stopListening();
        process.kill(process.pid, signal);
      });
  };
  const stopListening = () => {
    for (const signal of signals) process.removeListener(signal, onSignal);
  };
  // Prepended, because a `once` listener that ran earlier would no longer be counted.
  for (const signal of signals) process.prependListener(signal, onSignal);
  return stopListening;
}
