import type { PgBoss } from "pg-boss";

// A subquery for each state, because a single lookup in pg-boss's index (name, state, blocked, start_after) then
// answers it.
const earliest = (state: string) => `
  (SELECT start_after FROM pgboss.job WHERE name = q.name AND state = '${state}' AND NOT blocked ORDER BY start_after LIMIT 1)`;
const nextDueByQueue = `
  SELECT name, (extract(epoch FROM least(${earliest("created")}, ${earliest("retry")}) - clock_timestamp()) * 1000)::float8 AS "inMs"
    FROM unnest($1::text[]) q(name)`;

/**
 * Wakes the workers of each queue that has a due job. Resolves with the milliseconds until the next job is due. This is
 * needed because pg-boss wakes workers only for jobs that are due when they are enqueued. `workers` contains the ids of
 * the workers by queue.
 */
export async function wakeWorkers(
  boss: PgBoss,
  workers: ReadonlyMap<string, readonly string[]>,
): Promise<number | undefined> {
  const { rows } = await boss.getDb().executeSql(nextDueByQueue, [[...workers.keys()]]);
  const waiting = (rows as { name: string; inMs: number | null }[]).flatMap(({ name, inMs }) =>
    inMs === null ? [] : [{ name, inMs }],
  );
  for (const { name, inMs } of waiting) if (inMs <= 0) for (const id of workers.get(name) ?? []) boss.notifyWorker(id);
  return waiting.length > 0 ? Math.min(...waiting.map(({ inMs }) => inMs)) : undefined;
}
