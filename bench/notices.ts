import { randomUUID } from "node:crypto";
import { PgBoss } from "pg-boss";
import { startBenchService } from "./service.ts";

/** Notices due at once, drained by one process: how many a second, the first and worst one's delay, how many came twice. */
export async function drainNotices(url: string, count: number) {
  let sent = 0;
  let firstAt = 0;
  let lastAt = 0;
  const app = await startBenchService(url, true, (at) => {
    firstAt ||= at;
    lastAt = at;
    sent++;
  });
  await app.prisma
    .$executeRaw`INSERT INTO chat (channel, address) SELECT 'console', 'notice-' || n FROM generate_series(1, ${count}::int) n ON CONFLICT DO NOTHING`;
  const dueAt = new Date(Date.now() + 3000);
  await app.prisma.$executeRaw`
    INSERT INTO outbound_message (chat_id, body, kind, topic, dedupe_key, due_at)
    SELECT id, '{"text":"aviso"}', 'notice', 'bench', 'notice:bench:' || ${randomUUID()} || address, ${dueAt} FROM chat WHERE address LIKE 'notice-%' LIMIT ${count}`;
  await app.prisma.$transaction((tx) => app.queue.enqueueIn(tx, { name: "deliver" }, dueAt));
  const end = Date.now() + 120_000;
  while (sent < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  await app.close();
  return {
    perSecond: (count * 1000) / (lastAt - dueAt.getTime()),
    firstLateMs: firstAt - dueAt.getTime(),
    worstLateMs: lastAt - dueAt.getTime(),
    doubled: sent - count,
  };
}

/** Empty pg-boss jobs a second, in batches, by one process. */
export async function drainEmptyJobs(url: string, count: number): Promise<number> {
  const boss = new PgBoss({ connectionString: url, max: 8 });
  boss.on("error", () => {});
  await boss.start();
  await boss.createQueue("bench-empty");
  for (let at = 0; at < count; at += 5000)
    await boss.insert(
      "bench-empty",
      Array.from({ length: 5000 }, () => ({ data: {} })),
    );
  let done = 0;
  const begun = performance.now();
  await boss.work(
    "bench-empty",
    { batchSize: 100, localConcurrency: 4, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true },
    async (jobs) => {
      done += jobs.length;
    },
  );
  while (done < count && performance.now() - begun < 120_000) await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - begun) / 1000;
  await boss.stop({ graceful: false });
  return done / seconds;
}
