import { type IsoDate, isoDate } from "../../core/billing/calendar/iso-date.ts";
import type { BoletoStatus } from "../../core/boleto/boleto-status.ts";
import type { ChannelName } from "../../core/channel-ports.ts";
import type { Reply } from "../../core/conversation/turn.ts";
import type { PaymentOutcome } from "../../core/records/payment-records.ts";
import type { Boleto, Payment, PrismaClient } from "../../database/generated/client.ts";
import { dayOf } from "../../database/sql.ts";
import { chatSubscriber } from "../../storage/chats/chat-subscriber.ts";
import { registrationsOf } from "../../storage/same-person.ts";
import type { MessageStatus } from "../ui/words.ts";
import type { InvoiceRow } from "./list-invoices.ts";

/** A boleto of an invoice, with its history. */
export interface BoletoLife {
  id: string;
  bankCode: string;
  status: BoletoStatus;
  origin: "faturabot" | "erp";
  /** The nosso número and the linha digitável are absent as long as a bank that assigns them itself has not done so. */
  nossoNumero?: string;
  linhaDigitavel?: string;
  amountCents: number;
  dueDate: IsoDate;
  issuedAt: Date;
  promisedAt: Date;
  payableAt?: Date;
  unconfirmed: boolean;
  announcedAt?: Date;
  closedAt?: Date;
  bankReason?: string;
}

/** A message about a boleto of an invoice, with its delivery status. */
export interface NoticeLife {
  id: string;
  channel: ChannelName;
  chatId: string;
  text: string;
  status: MessageStatus;
  dueAt: Date;
  sentAt?: Date;
  writtenBy?: string;
}

/** A payment of an invoice. */
export interface PaymentLife {
  id: string;
  invoiceId: string;
  amountCents: number;
  paidOn: IsoDate;
  at: Date;
  bankCode?: string;
  /** False if the bank did not report the amount. */
  amountTold: boolean;
  outcome: PaymentOutcome;
  /** Overpaid amount; negative if underpaid, and for a part payment the rest of that day. */
  differenceCents: number;
  resolved?: { at: Date; by: string };
}

/** Everything that happened to an invoice. */
export interface InvoiceLife extends InvoiceRow {
  discountCents: number;
  discountUntil?: IsoDate;
  abatementCents: number;
  /** What part payments brought. */
  partPaidCents: number;
  createdAt: Date;
  /** The day on which the invoice was made here; absent if the provider's system sent it. */
  billedOn?: IsoDate;
  document: string;
  boletos: BoletoLife[];
  events: { id: string; at: Date; type: string; data: Readonly<Record<string, unknown>> }[];
  notices: NoticeLife[];
  payments: PaymentLife[];
  /** The chats that may see the contract, the one that was active last first. */
  chats: { id: string; channel: ChannelName; lastActiveAt?: Date }[];
}

const day = (date: Date) => isoDate(dayOf(date));

/** Loads everything that happened to an invoice. */
export async function invoiceLife(prisma: PrismaClient, id: string): Promise<InvoiceLife | undefined> {
  const row = await prisma.invoice.findUnique({
    where: { id },
    include: {
      contract: { include: { subscriber: true } },
      boletos: { orderBy: { issuedAt: "asc" } },
      payments: { include: { boleto: { select: { bankCode: true } } }, orderBy: { createdAt: "asc" } },
    },
  });
  if (!row) return undefined;
  const { contract, boletos } = row;
  const living = boletos.find(({ status }) => status === "registering" || status === "payable");
  return {
    id,
    externalId: row.externalId,
    dueDate: day(row.dueDate),
    amountCents: Number(row.amountCents),
    description: row.description,
    status: row.status,
    subscriber: contract.subscriber.name,
    contract: { externalId: contract.externalId, address: contract.address },
    ...(living && { bankCode: living.bankCode }),
    discountCents: row.discountCents,
    ...(row.discountUntil && { discountUntil: day(row.discountUntil) }),
    abatementCents: row.abatementCents,
    partPaidCents: row.payments
      .filter(({ outcome, undoneAt }) => outcome === "parcial" && !undoneAt)
      .reduce((sum, { amountCents }) => sum + Number(amountCents), 0),
    createdAt: row.createdAt,
    ...(row.billedOn && { billedOn: day(row.billedOn) }),
    document: contract.subscriber.document,
    boletos: boletos.map(boletoLifeOf),
    events: await eventsOf(prisma, row.externalId, boletos),
    notices: await noticesOf(prisma, boletos),
    payments: row.payments.map(paymentLifeOf),
    chats: await chatsOf(prisma, contract),
  };
}

function boletoLifeOf(row: Boleto): BoletoLife {
  return {
    id: row.id,
    bankCode: row.bankCode,
    status: row.status,
    origin: row.origin,
    ...(row.nossoNumero !== null && { nossoNumero: row.nossoNumero }),
    ...(row.linhaDigitavel !== null && { linhaDigitavel: row.linhaDigitavel }),
    amountCents: Number(row.amountCents),
    dueDate: day(row.dueDate),
    issuedAt: row.issuedAt,
    promisedAt: row.promisedAt,
    ...(row.payableAt && { payableAt: row.payableAt }),
    unconfirmed: row.unconfirmed,
    ...(row.announcedAt && { announcedAt: row.announcedAt }),
    ...(row.closedAt && { closedAt: row.closedAt }),
    ...(row.bankReason !== null && { bankReason: row.bankReason }),
  };
}

/** Converts the row of a payment, which is joined with the bank of its boleto. */
export function paymentLifeOf({ boleto, ...row }: Payment & { boleto: { bankCode: string } | null }): PaymentLife {
  return {
    id: row.id,
    invoiceId: row.invoiceId,
    amountCents: Number(row.amountCents),
    paidOn: day(row.paidOn),
    at: row.createdAt,
    ...(boleto && { bankCode: boleto.bankCode }),
    amountTold: row.amountTold,
    outcome: row.outcome,
    differenceCents: Number(row.differenceCents),
    ...(row.resolvedAt && row.resolvedBy !== null && { resolved: { at: row.resolvedAt, by: row.resolvedBy } }),
  };
}

async function eventsOf(prisma: PrismaClient, externalId: string, boletos: readonly Boleto[]) {
  const rows = await prisma.$queryRaw<{ id: bigint; at: Date; type: string; data: Record<string, unknown> }[]>`
    SELECT id, at, type, data FROM event WHERE data ? 'invoiceId' AND data ->> 'invoiceId' = ${externalId}
    UNION
    SELECT id, at, type, data FROM event WHERE data ? 'boletoId' AND data ->> 'boletoId' = ANY(${boletos.map(({ id }) => id)})
    ORDER BY id`;
  return rows.map(({ id, ...event }) => ({ id: String(id), ...event }));
}

async function noticesOf(prisma: PrismaClient, boletos: readonly Boleto[]): Promise<NoticeLife[]> {
  const rows = await prisma.outboundMessage.findMany({
    where: { boletoId: { in: boletos.map(({ id }) => id) } },
    include: { chat: { select: { channel: true } } },
    orderBy: { id: "asc" },
    take: 200,
  });
  return rows.map(({ id, chat, chatId, body, status, dueAt, sentAt, writtenBy }) => ({
    id: String(id),
    channel: chat.channel,
    chatId: String(chatId),
    text: (body as unknown as Reply).text,
    status,
    dueAt,
    ...(sentAt && { sentAt }),
    ...(writtenBy !== null && { writtenBy }),
  }));
}

/** Returns the chats that may see the contract: at most ten, those that were active last. */
async function chatsOf(
  prisma: PrismaClient,
  { id, subscriberId }: { id: string; subscriberId: string },
): Promise<InvoiceLife["chats"]> {
  const holders = await registrationsOf(prisma, subscriberId);
  const rows = await prisma.$queryRaw<
    { id: bigint; channel: InvoiceLife["chats"][number]["channel"]; lastActiveAt: Date | null }[]
  >`
    WITH known AS (
      SELECT phone FROM subscriber_phone WHERE subscriber_id = ANY(${holders}::uuid[])
      UNION SELECT phone FROM contract_phone WHERE contract_id = ${id}::uuid
    )
    SELECT chat.id, chat.channel::text AS channel, chat.last_active_at AS "lastActiveAt" FROM chat
     WHERE (chat.subscriber_id = ANY(${holders}::uuid[]) OR chat.proven_id = ANY(${holders}::uuid[])
            OR chat.phone = ANY(ARRAY(SELECT phone FROM known)))
       AND (${chatSubscriber} = ANY(${holders}::uuid[])
            OR chat.phone IN (SELECT phone FROM contract_phone WHERE contract_id = ${id}::uuid))
     ORDER BY chat.last_active_at DESC NULLS LAST LIMIT 10`;
  return rows.map(({ id: chatId, channel, lastActiveAt }) => ({
    id: String(chatId),
    channel,
    ...(lastActiveAt && { lastActiveAt }),
  }));
}
