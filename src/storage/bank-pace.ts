import type { Turn, TurnRequest } from "../core/bank-ports.ts";
import type { PrismaClient } from "../database/generated/client.ts";

interface Row {
  at: Date;
  isTaken: boolean;
  again: Date;
}

/**
 * Takes a turn, or assigns the next free place in the queue of those that were put off, so that they come back one by
 * one at the lane's pace and not all at once.
 */
export async function takeTurn(prisma: PrismaClient, request: TurnRequest): Promise<Turn> {
  const [row] = await nextTurn(prisma, request);
  if (row) return row.isTaken ? { kind: "taken", at: row.at } : { kind: "put-off", again: row.again };
  const start = new Date(0);
  await prisma.bankPace.createMany({
    data: { lane: request.lane, nextAt: start, queueAt: start },
    skipDuplicates: true,
  });
  return takeTurn(prisma, request);
}

function nextTurn(prisma: PrismaClient, request: TurnRequest): Promise<Row[]> {
  const { lane, intervalMs, burst, patienceMs, now, notBefore = now } = request;
  const later = (ms: number) => new Date(now.getTime() + ms);
  const savedFrom = later(-(burst - 1) * intervalMs);
  const earliest = notBefore > now ? notBefore : savedFrom;
  return prisma.$queryRaw<Row[]>`
    WITH kept AS (
      SELECT greatest(next_at, ${earliest}::timestamptz) AS at, next_at, queue_at FROM bank_pace WHERE lane = ${lane} FOR UPDATE
    ), decided AS (
      SELECT *, at <= ${later(patienceMs)}::timestamptz AS is_taken, greatest(queue_at, at) AS again FROM kept
    )
    UPDATE bank_pace p
       SET next_at = CASE WHEN is_taken THEN d.at + step ELSE d.next_at END,
           queue_at = CASE WHEN is_taken THEN d.queue_at ELSE d.again + step END
      FROM decided d, make_interval(secs => ${intervalMs / 1000}::float8) step
     WHERE p.lane = ${lane}
    RETURNING d.at, d.is_taken AS "isTaken", d.again`;
}
