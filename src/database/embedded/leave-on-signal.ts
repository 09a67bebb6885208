const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Leaves the server before a signal ends the process, so that the server does not go on running without users. Does
 * nothing if there is another listener for the signal: that listener is expected to leave and to end the process.
 * Returns a function that removes the listeners.
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
  // Our listener is put first: a `once` listener that ran before ours would already be removed, and not be counted.
  for (const signal of signals) process.prependListener(signal, onSignal);
  return stopListening;
}
