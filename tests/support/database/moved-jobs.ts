import type { App } from "../../../src/app/open-app.ts";

/** Works off an application's jobs by a moved clock. Taken by hand: pg-boss itself goes by the real one. */
export function movedJobs(app: App, clock: { now(): Date; set(at: Date): void }) {
  /** Runs every job that is due, and sends what is due. */
  const runJobs = async () => {
    for (;;) {
      const now = clock.now();
      const jobs = await app.prisma.$queryRaw<{ id: string; name: string; data: unknown }[]>`
        UPDATE pgboss.job SET state = 'active', started_on = now()
         WHERE state < 'active' AND name <> 'morning' AND (start_after <= ${now} OR start_after = created_on)
        RETURNING id, name, data`;
      for (const { id, name, data } of jobs) {
        await app.jobs[name]?.run({ id, data });
        await app.queue.boss.complete(name, id);
      }
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
        clock.set(next.at);
      }
      clock.set(at);
      await runJobs();
    },
  };
}
