import type { Clock } from "../core/ports.ts";

/** The database's clock, as this process has it. */
export interface DatabaseClock extends Clock {
  stop(): void;
}

const readEveryMs = 5000;
/** Such a difference is not the network's: somebody has set the database's clock. */
const jumpMs = 5000;

/**
 * The one clock of all processes: the database's, looked at every five seconds. Between two looks, and while the database does
 * not answer, it goes on by what nobody can set; a wrong clock of the machine does not show. `asked` gives the
 * database's time in milliseconds. Rejects where the first look does.
 */
export async function startDatabaseClock({
  asked,
  steady = () => performance.now(),
  onJump = () => {},
}: {
  asked: () => Promise<number>;
  /** Milliseconds of a clock that only goes forward. */
  steady?: () => number;
  /** Told by how much the database's clock jumped. */
  onJump?: (ms: number) => void;
}): Promise<DatabaseClock & { read(): Promise<void> }> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  /** By how much the database's clock is ahead of the steady one: at least and at most, as exactly as its answer was fast. */
  const measured = async () => {
    const before = steady();
    const time = await asked();
    return { least: time - steady(), most: time - before };
  };
  const first = await measured();
  let ahead = (first.least + first.most) / 2;
  const read = async () => {
    const { least, most } = await measured();
    const next = Math.min(Math.max(ahead, least), most);
    if (Math.abs(next - ahead) > jumpMs) onJump(Math.round(next - ahead));
    ahead = next;
  };
  const again = () => {
    timer = setTimeout(() => {
      void read()
        .catch(() => {})
        .then(() => {
          if (!stopped) again();
        });
    }, readEveryMs);
    timer.unref();
  };
  again();
  return {
    now: () => new Date(Math.round(steady() + ahead)),
    read,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
