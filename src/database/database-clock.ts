import type { Clock } from "../core/ports.ts";

/** This process's estimate of the database's clock. */
export interface DatabaseClock extends Clock {
  stop(): void;
}

const readEveryMs = 5000;
/** The network does not explain a difference this large: the database's clock was set. */
const jumpMs = 5000;

/**
 * Starts the clock that all processes share: the database's, read every five seconds. Between two readings, and while
 * the database does not answer, it advances by the process's monotonic clock, so a machine with a wrong clock does no
 * harm. `readTime` returns the database's time in milliseconds. Rejects if the first reading does.
 */
export async function startDatabaseClock({
  readTime,
  steady = () => performance.now(),
  onJump = () => {},
}: {
  readTime: () => Promise<number>;
  /** Milliseconds of a monotonic clock. */
  steady?: () => number;
  /** Called when the database's clock was set, with the difference in milliseconds. */
  onJump?: (ms: number) => void;
}): Promise<DatabaseClock & { read(): Promise<void> }> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  /**
   * Bounds, in milliseconds, of how far the database's clock is ahead of the monotonic one; as close as the answer was
   * fast.
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
