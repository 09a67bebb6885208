/**
 * Runs a job again and again with a pause between: the safety net for what a crash left behind. It holds no promise of
 * its own; all that it looks for stands in the database. Gives the way to stop, which waits for a run to end.
 */
export function startSweep(run: () => Promise<void>, pauseMs = 1000): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const again = () => {
    timer = setTimeout(() => {
      running = run().then(() => {
        if (!stopped) again();
      });
    }, pauseMs);
  };
  again();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
