/**
 * Joins what is asked for while a run is on its way into the next one: alone a call waits for nothing, under load many
 * share one statement and one commit. Each call ends, or fails, with the run that its items were in.
 */
export function createBatch<Item>(
  run: (items: readonly Item[]) => Promise<void>,
): (items: readonly Item[]) => Promise<void> {
  let waiting: { items: Item[]; done: Promise<void> } | undefined;
  let running: Promise<void> | undefined;
  const start = (items: readonly Item[]): Promise<void> => {
    const own = run(items).finally(() => {
      if (running === own) running = undefined;
    });
    running = own;
    return own;
  };
  return (items) => {
    if (waiting) {
      waiting.items.push(...items);
      return waiting.done;
    }
    if (!running) return start(items);
    const batch: Item[] = [...items];
    const next = async () => {
      waiting = undefined;
      await start(batch);
    };
    waiting = { items: batch, done: running.then(next, next) };
    return waiting.done;
  };
}
