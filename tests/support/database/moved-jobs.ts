import type { App } from "../../../src/app/open-app.ts";
import { inLanes } from "../in-lanes.ts";

/**
 * Works off an application's jobs by a moved clock, one after the other or in lanes, as the workers do. Taken by hand:
 * pg-boss itself goes by the real one.
 */
export function movedJobs(app: App, clock: { now(): Date; set(at: Date): void }, lanes = 1) {
  let minute = minuteOf(clock.now());
  /** pg-boss takes a job once a minute of the real clock: here it may have it again when the moved one is a minute on. */
  const forgetRepeats = async (now: Date) => {
    if (minuteOf(now) === minute) return;
    minute = minuteOf(now);
    await app.prisma
      .$executeRaw`UPDATE pgboss.job SET singleton_on = NULL WHERE name <> 'morning' AND singleton_on IS NOT NULL`;
  };
  /** Runs every job that is due, and sends what is due. */
  const runJobs = async () => {
    for (;;) {
      const now = clock.now();
      await forgetRepeats(now);
      const jobs = await app.prisma.$queryRaw<{ id: string; name: string; data: unknown }[]>`
        UPDATE pgboss.job SET state = 'active', started_on = now()
         WHERE state < 'active' AND name <> 'morning' AND (start_after <= ${now} OR start_after = created_on)
        RETURNING id, name, data`;
      await inLanes(lanes, jobs, async ({ id, name, data }) => {
        await app.jobs[name]?.run({ id, data });
        await app.queue.boss.complete(name, id);
      });
      await app.deps.deliverDue();
      if (jobs.length === 0) return;
    }
  };
  return {
    runJobs,
    /** Moves the clock to a moment, stopping at whatever falls due before. */
    async until(at: Date) {
      for (;;) {
        await runJobs();
        const now = clock.now();
        const [next] = await app.prisma.$queryRaw<{ at: Date | null }[]>`
          SELECT least((SELECT min(start_after) FROM pgboss.job WHERE state < 'active' AND name <> 'morning' AND start_after > ${now} AND start_after <> created_on),
                       (SELECT min(due_at) FROM outbound_message WHERE status = 'pending' AND due_at > ${now})) AS at`;
        if (!next?.at || next.at > at) break;
        clock.set(later(next.at, clock.now()));
      }
      clock.set(later(at, clock.now()));
      await runJobs();
    },
  };
}

const minuteOf = (at: Date) => Math.floor(at.getTime() / 60_000);

/** A clock that runs on by itself may be past the moment to which it is moved. */
const later = (one: Date, other: Date) => (one > other ? one : other);
