import { addDays, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate, localDateTime } from "../../core/billing/calendar/local-time.ts";
import type { Zone } from "../../core/billing/calendar/zone.ts";
import type { ChannelName } from "../../core/channel-ports.ts";
import { urgentBankTroubles } from "../../core/operator/bank-trouble.ts";
import type { PrismaClient } from "../../database/generated/client.ts";

/** The counts of a day. */
export interface DayFigures {
  day: IsoDate;
  /** Boletos: how many were requested, registered, refused by the bank, and late at the bank. */
  issued: number;
  payable: number;
  rejected: number;
  late: number;
  payments: number;
  paidCents: number;
  /** How many chats there were in which a subscriber wrote, and how many requests for a human agent. */
  talks: number;
  handedOver: number;
}

/** The figures of the page Hoje. */
export interface Figures {
  /** The last days, oldest first. The last one is today. */
  days: DayFigures[];
  /**
   * The notices that were sent today: their number, and the median and the 99th percentile of how late they were, in
   * seconds.
   */
  notices: { sent: number; p50Seconds: number; p99Seconds: number };
  /** The boletos of the last seven days by bank: requested and refused. */
  banks: { bankCode: string; issued: number; rejected: number }[];
  /** Counts of items that need a person. */
  waiting: { calls: number; refunds: number; lateBoletos: number; dead: number; banks: number };
  channels: { channel: ChannelName; state: string; detail: Readonly<Record<string, unknown>>; since: Date; at: Date }[];
}

const figureOf = {
  "boleto.issued": "issued",
  "boleto.payable": "payable",
  "boleto.rejected": "rejected",
  "boleto.late": "late",
  "payment.received": "payments",
  "attendance.requested": "handedOver",
} as const;

/** The figures of a day, and its boletos by bank. */
interface CountedDay {
  figures: DayFigures;
  banks: Figures["banks"];
}

/** Time after the end of a day, in milliseconds, by which all transactions that began on that day are committed. */
const settledAfterMs = 15 * 60_000;
const bankDays = 7;
const dayMs = 86_400_000;

/**
 * Creates a function that returns the figures of the last days, counted in the database. The figures of a past day no
 * longer change, so this process counts them once and keeps them.
 */
export function createFigures(prisma: PrismaClient) {
  const pastDays = new Map<IsoDate, CountedDay>();
  let countedIn: Zone | undefined;
  return async (now: Date, days: number, zone: Zone): Promise<Figures> => {
    // Somebody changed the provider's zone: its days are others now.
    if (countedIn !== zone) pastDays.clear();
    countedIn = zone;
    const today = localDate(now, zone);
    const all = Array.from({ length: days }, (_, index) => addDays(today, index + 1 - days));
    for (const day of pastDays.keys()) if (day < (all[0] ?? today)) pastDays.delete(day);
    const unknown = all.filter((day) => !pastDays.has(day));
    const counted = await countDays(prisma, unknown, zone);
    for (const [day, one] of counted)
      if (localDateTime(addDays(day, 1), "00:00", zone).getTime() + settledAfterMs < now.getTime())
        pastDays.set(day, one);
    const seen = all.flatMap((day) => pastDays.get(day) ?? counted.get(day) ?? []);
    return {
      days: seen.map(({ figures }) => figures),
      notices: await noticesSince(prisma, localDateTime(today, "00:00", zone)),
      banks: sumByBank(seen.slice(-bankDays).flatMap(({ banks }) => banks)),
      waiting: await waitingNow(prisma, now),
      channels: (await prisma.channelStatus.findMany({ orderBy: { channel: "asc" } })).map(({ detail, ...status }) => ({
        ...status,
        detail: detail as Record<string, unknown>,
      })),
    };
  };
}

/** Counts the given days. This reads all rows from the first of these days until now. */
async function countDays(
  prisma: PrismaClient,
  days: readonly IsoDate[],
  zone: Zone,
): Promise<Map<IsoDate, CountedDay>> {
  const [first] = days;
  const all = new Map(days.map((day): [IsoDate, CountedDay] => [day, { figures: { day, ...nothing }, banks: [] }]));
  if (first === undefined) return all;
  const from = localDateTime(first, "00:00", zone);
  const events = await prisma.$queryRaw<
    { day: IsoDate; type: keyof typeof figureOf; bankCode: string | null; count: number; cents: bigint | null }[]
  >`
    SELECT to_char(at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, type,
           CASE WHEN type IN ('boleto.issued', 'boleto.rejected') THEN data ->> 'bankCode' END AS "bankCode", count(*)::int AS count,
           sum(CASE WHEN type = 'payment.received' THEN (data ->> 'amountCents')::bigint END)::bigint AS cents
      FROM event WHERE at >= ${from} AND type = ANY(${Object.keys(figureOf)}) GROUP BY 1, 2, 3`;
  for (const { day, type, bankCode, count, cents } of events) {
    const one = all.get(day);
    if (!one) continue;
    const figure = figureOf[type];
    one.figures[figure] += count;
    if (type === "payment.received") one.figures.paidCents = Number(cents ?? 0);
    if (bankCode !== null && (figure === "issued" || figure === "rejected"))
      one.banks.push({ bankCode, issued: 0, rejected: 0, [figure]: count });
  }
  const talks = await prisma.$queryRaw<{ day: IsoDate; talks: number }[]>`
    SELECT to_char(received_at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, count(DISTINCT chat_id)::int AS talks
      FROM inbound_message WHERE received_at >= ${from} GROUP BY 1`;
  for (const { day, talks: count } of talks) {
    const one = all.get(day);
    if (one) one.figures.talks = count;
  }
  return all;
}

const nothing = {
  issued: 0,
  payable: 0,
  rejected: 0,
  late: 0,
  payments: 0,
  paidCents: 0,
  talks: 0,
  handedOver: 0,
};

/** Sums up by bank. The bank that was chosen most comes first. */
function sumByBank(banks: Figures["banks"]): Figures["banks"] {
  const sums = new Map<string, Figures["banks"][number]>();
  for (const { bankCode, issued, rejected } of banks) {
    const before = sums.get(bankCode) ?? { bankCode, issued: 0, rejected: 0 };
    sums.set(bankCode, { bankCode, issued: before.issued + issued, rejected: before.rejected + rejected });
  }
  return [...sums.values()].sort((one, other) => other.issued - one.issued || (one.bankCode < other.bankCode ? -1 : 1));
}

async function noticesSince(prisma: PrismaClient, from: Date): Promise<Figures["notices"]> {
  const [row] = await prisma.$queryRaw<{ sent: number; p50: number | null; p99: number | null }[]>`
    SELECT count(*)::int AS sent, percentile_cont(0.5) WITHIN GROUP (ORDER BY late) AS p50,
           percentile_cont(0.99) WITHIN GROUP (ORDER BY late) AS p99
      FROM (SELECT greatest(0, extract(epoch FROM sent_at - due_at)::float) AS late FROM outbound_message
             WHERE kind = 'notice' AND sent_at IS NOT NULL AND sent_at >= ${from}) n`;
  return { sent: row?.sent ?? 0, p50Seconds: row?.p50 ?? 0, p99Seconds: row?.p99 ?? 0 };
}

async function waitingNow(prisma: PrismaClient, now: Date): Promise<Figures["waiting"]> {
  const [row] = await prisma.$queryRaw<Figures["waiting"][]>`
    SELECT (SELECT count(*)::int FROM attendance WHERE closed_at IS NULL AND answered_at IS NULL) AS calls,
           (SELECT count(*)::int FROM payment WHERE outcome = 'devolver_ou_creditar' AND resolved_at IS NULL) AS refunds,
           (SELECT count(*)::int FROM boleto WHERE status IN ('registering', 'cancelling') AND escalated_at IS NOT NULL) AS "lateBoletos",
           (SELECT count(*)::int FROM inbound_message WHERE status = 'dead') AS dead,
           (SELECT count(*)::int FROM event WHERE at >= ${new Date(now.getTime() - dayMs)} AND type = ANY(${[...urgentBankTroubles]})) AS banks`;
  return row ?? { calls: 0, refunds: 0, lateBoletos: 0, dead: 0, banks: 0 };
}
