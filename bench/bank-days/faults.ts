import type { Fault, Wire } from "../../tests/standins/banks/start-bank.ts";

const wireFaults: readonly Fault[] = ["lost", "hang", "reset", "500", "500-after", "429", "400-after"];
/** How long a bank refuses everything that we ask. */
const refusedMs = 20 * 60_000;
const hourMs = 3_600_000;

/** What becomes of a bank's post on its way to us. */
export type PostFault = "lost" | "doubled" | "late" | "after an odd one";
const postFaults: readonly PostFault[] = ["lost", "doubled", "late", "after an odd one"];

/** What a bank does all day. */
export type DayFault = "403 for a while" | "odd answers" | "file lost for a day";

/** Draws what goes wrong, each kind with the same share, and counts what it drew. */
export function createFaults({ random, share }: { random: () => number; share: number }) {
  const counts: Record<string, number> = {};
  const refusedUntil = new Map<string, number>();
  const planned = new Map<string, DayFault>();
  const count = <K extends string>(where: string, kind: K): K => {
    const key = `${where}: ${kind}`;
    counts[key] = (counts[key] ?? 0) + 1;
    return kind;
  };
  function draw<K extends string>(kinds: readonly K[]): K | undefined {
    return kinds[Math.floor(random() / (share || 1e-9))];
  }
  return {
    counts,
    /** Spreads the faults of whole days over the days: each kind on its share of them, and once at least. */
    plansDays(kind: DayFault, banks: readonly string[], days: number) {
      const times = share === 0 ? 0 : Math.max(1, Math.round(share * days * banks.length));
      for (let left = times, tries = 0; left > 0 && tries < 1000; tries++) {
        const key = `${Math.floor(random() * days)} ${banks[Math.floor(random() * banks.length)]}`;
        if (planned.has(key)) continue;
        planned.set(key, kind);
        left--;
      }
    },
    /** What was planned for a bank on a day, counted from 0. */
    ofDay(bank: string, day: number): DayFault | undefined {
      const kind = planned.get(`${day} ${bank}`);
      return kind && count("day", kind);
    },
    refusesFor(bank: string, now: number) {
      refusedUntil.set(bank, now + refusedMs);
    },
    ofCall(bank: string, now: number, _wire: Wire): Fault | undefined {
      if ((refusedUntil.get(bank) ?? 0) > now) return count("call", "403");
      const kind = draw(wireFaults);
      return kind && count("call", kind);
    },
    ofPost(): PostFault | undefined {
      const kind = draw(postFaults);
      return kind && count("post", kind);
    },
    /** How late a post is, in milliseconds. */
    lateMs: () => Math.floor((1 + random() * 20) * hourMs),
  };
}

export type Faults = ReturnType<typeof createFaults>;
