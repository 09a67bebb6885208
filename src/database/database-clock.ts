import type { Clock } from "../core/ports.ts";

/** This process's estimate of the database's clock. */
export interface DatabaseClock extends Clock {
  stop(): void;
}

const readEveryMs = 5000;
/** A difference larger than this cannot be explained by the network: somebody set the clock of the database server. */
const jumpMs = 5000;

/**
 * Starts the clock that all processes share: the clock of the database, read every five seconds. Between two readings,
 * and while the database does not answer, the time advances by the monotonic clock of the process, so a machine whose
 * own clock is wrong does no harm. `readTime` returns the time of the database in milliseconds. Rejects if the first
 * reading fails.
 */
export async function startDatabaseClock({
  readTime,
  steady = () => performance.now(),
  onJump = () => {},
}: {
  readTime: () => Promise<number>;
  /** Milliseconds of a monotonic clock. */
  steady?: () => number;
  /** Called when somebody has set the clock of the database server, with the difference in milliseconds. */
  onJump?: (ms: number) => void;
}): Promise<DatabaseClock & { read(): Promise<void> }> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  /**
   * Returns the least and the greatest value, in milliseconds, that the difference between the database's clock and the
   * monotonic clock can have. The faster the database answers, the closer the two values are.
   */
  const measure = async () => {
    const before = steady();
    const time = await readTime();
    return { least: time - steady(), most: time - before };
  };
  const first = await measure();
  let ahead = (first.least + first.most) / 2;
  const read = async () => {
    const { least, most } = await measure();
    const next = Math.min(Math.max(ahead, least), most);
    if (Math.abs(next - ahead) > jumpMs) onJump(Math.round(next - ahead));
    ahead = next;
  };
  const scheduleRead = () => {
    timer = setTimeout(() => {
      void read()
        .catch(() => {})
        .then(() => {
          if (!stopped) scheduleRead();
        });
    }, readEveryMs);
    timer.unref();
  };
  scheduleRead();
  return {
    now: () => new Date(Math.round(steady() + ahead)),
    read,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
