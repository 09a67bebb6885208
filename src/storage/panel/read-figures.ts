import { addDays } from "../../core/billing/iso-date.ts";
import { localDate, localDateTime } from "../../core/billing/local-time.ts";
import type { DayFigures, Figures } from "../../core/panel/figures.ts";
import type { PrismaClient } from "../generated/client.ts";

const counted = {
  "boleto.issued": "issued",
  "boleto.payable": "payable",
  "boleto.rejected": "rejected",
  "boleto.late": "late",
  "payment.received": "payments",
  "attendance.requested": "handedOver",
} as const;

/** What happened in so many days until now, counted in the database. */
export async function readFigures(prisma: PrismaClient, now: Date, days: number): Promise<Figures> {
  const today = localDate(now);
  const first = addDays(today, 1 - days);
  const from = localDateTime(first, "00:00");
  const all = new Map<string, DayFigures>();
  for (let ahead = 0; ahead < days; ahead++) {
    const day = addDays(first, ahead);
    all.set(day, {
      day,
      issued: 0,
      payable: 0,
      rejected: 0,
      late: 0,
      payments: 0,
      paidCents: 0,
      talks: 0,
      handedOver: 0,
    });
  }
  const events = await prisma.$queryRaw<
    { day: string; type: keyof typeof counted; count: number; cents: bigint | null }[]
  >`
    SELECT to_char(at AT TIME ZONE 'America/Sao_Paulo', 'YYYY-MM-DD') AS day, type, count(*)::int AS count,
           sum(CASE WHEN type = 'payment.received' THEN (data ->> 'amountCents')::bigint END)::bigint AS cents
      FROM event WHERE at >= ${from} AND type = ANY(${Object.keys(counted)}) GROUP BY 1, 2`;
  for (const { day, type, count, cents } of events) {
    const figures = all.get(day);
    if (!figures) continue;
    figures[counted[type]] = count;
    if (type === "payment.received") figures.paidCents = Number(cents ?? 0);
  }
  const talks = await prisma.$queryRaw<{ day: string; talks: number }[]>`
    SELECT to_char(received_at AT TIME ZONE 'America/Sao_Paulo', 'YYYY-MM-DD') AS day, count(DISTINCT chat_id)::int AS talks
      FROM inbound_message WHERE received_at >= ${from} GROUP BY 1`;
  for (const { day, talks: count } of talks) {
    const figures = all.get(day);
    if (figures) figures.talks = count;
  }
  return {
    days: [...all.values()],
    notices: await noticesSince(prisma, localDateTime(today, "00:00")),
    banks: await banksSince(prisma, localDateTime(addDays(today, -6), "00:00")),
    waiting: await waitingNow(prisma),
    channels: (await prisma.channelStatus.findMany({ orderBy: { channel: "asc" } })).map(({ detail, ...status }) => ({
      ...status,
      detail: detail as Record<string, unknown>,
    })),
  };
}

async function noticesSince(prisma: PrismaClient, from: Date): Promise<Figures["notices"]> {
  const [row] = await prisma.$queryRaw<{ sent: number; p50: number | null; p99: number | null }[]>`
    SELECT count(*)::int AS sent, percentile_cont(0.5) WITHIN GROUP (ORDER BY late) AS p50,
           percentile_cont(0.99) WITHIN GROUP (ORDER BY late) AS p99
      FROM (SELECT greatest(0, extract(epoch FROM sent_at - due_at)::float) AS late FROM outbound_message
             WHERE dedupe_key LIKE 'notice:%' AND sent_at IS NOT NULL AND sent_at >= ${from}) n`;
  return { sent: row?.sent ?? 0, p50Seconds: row?.p50 ?? 0, p99Seconds: row?.p99 ?? 0 };
}

function banksSince(prisma: PrismaClient, from: Date): Promise<Figures["banks"]> {
  return prisma.$queryRaw`
    SELECT data ->> 'bankCode' AS "bankCode", (count(*) FILTER (WHERE type = 'boleto.issued'))::int AS issued,
           (count(*) FILTER (WHERE type = 'boleto.rejected'))::int AS rejected
      FROM event WHERE at >= ${from} AND type IN ('boleto.issued', 'boleto.rejected') AND data ->> 'bankCode' IS NOT NULL
     GROUP BY 1 ORDER BY issued DESC, 1`;
}

async function waitingNow(prisma: PrismaClient): Promise<Figures["waiting"]> {
  const [row] = await prisma.$queryRaw<Figures["waiting"][]>`
    SELECT (SELECT count(*)::int FROM attendance WHERE closed_at IS NULL AND answered_at IS NULL) AS calls,
           (SELECT count(*)::int FROM payment WHERE outcome = 'devolver_ou_creditar' AND resolved_at IS NULL) AS refunds,
           (SELECT count(*)::int FROM boleto WHERE status IN ('registering', 'cancelling') AND escalated_at IS NOT NULL) AS "lateBoletos",
           (SELECT count(*)::int FROM inbound_message WHERE status = 'dead') AS dead`;
  return row ?? { calls: 0, refunds: 0, lateBoletos: 0, dead: 0 };
}
