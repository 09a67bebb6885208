import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { addDays } from "../../src/core/billing/calendar/iso-date.ts";
import { localDate, localDateTime } from "../../src/core/billing/calendar/local-time.ts";

// Debian's package faketime.
const library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
/** Looked at so often, so that a jump is noticed in time and the look costs nothing. */
const looksEverySeconds = 1;
/** A jump over midnight ends so long before it. */
const beforeMidnightMs = 5000;

/** Whether clocks can be made to jump here. */
export const clocksJump = () => existsSync(library);

/** For how long a clock was how far ahead, or behind. */
export interface Jump {
  from: number;
  to: number;
  ms: number;
}

/** A clock of its own for the processes that get its settings; timers go on by the machine's. */
export function createFakeClock(commands: readonly string[]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-clock-"));
  const file = path.join(folder, "offset");
  const jumps: Jump[] = [];
  let ahead = 0;
  const set = (ms: number) => {
    const now = Date.now();
    const last = jumps.at(-1);
    if (last && ahead !== 0) last.to = now;
    ahead = ms;
    if (ms !== 0) jumps.push({ from: now, to: Number.POSITIVE_INFINITY, ms });
    writeFileSync(file, `${ms < 0 ? "" : "+"}${ms / 1000}\n`, { mode: 0o644 });
  };
  // PostgreSQL reads it too, as another user.
  chmodSync(folder, 0o755);
  set(0);
  return {
    settings: (clocksJump()
      ? {
          LD_PRELOAD: library,
          FAKETIME_TIMESTAMP_FILE: file,
          FAKETIME_CACHE_DURATION: String(looksEverySeconds),
          FAKETIME_ONLY_CMDS: commands.join(","),
          DONT_FAKE_MONOTONIC: "1",
          FAKETIME_DONT_FAKE_MONOTONIC: "1",
        }
      : {}) as Record<string, string>,
    /** So far ahead of the machine's clock from now on, in milliseconds; behind where negative. */
    set,
    /** From now on it is the time of day ("23:58") that was last in São Paulo, and goes on from there. */
    startAt(time: string): void {
      const now = new Date();
      const today = localDateTime(localDate(now, "America/Sao_Paulo"), time, "America/Sao_Paulo").getTime();
      const last =
        today <= now.getTime()
          ? today
          : localDateTime(addDays(localDate(now, "America/Sao_Paulo"), -1), time, "America/Sao_Paulo").getTime();
      set(last - now.getTime());
    },
    /** A moment before the next midnight of São Paulo. */
    beforeMidnight(): void {
      const now = new Date(Date.now() + ahead);
      set(
        ahead +
          localDateTime(addDays(localDate(now, "America/Sao_Paulo"), 1), "00:00", "America/Sao_Paulo").getTime() -
          beforeMidnightMs -
          now.getTime(),
      );
    },
    /** When it was wrong, and by how much. */
    jumps: (): readonly Jump[] => jumps,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
