import type { ChannelName, InboundBody } from "../../core/channel-ports.ts";
import type { Reply } from "../../core/conversation/turn.ts";
import { inboundText } from "../../core/inbound-text.ts";
import { Prisma, type PrismaClient } from "../../database/generated/client.ts";
import { chatSubscriber } from "../../storage/chats/chat-subscriber.ts";

/** A chat that cannot be reached. */
export interface UnreachableChat {
  chatId: string;
  channel: ChannelName;
  name?: string;
  since: Date;
}

/** A message that could not be answered, or could not be sent, and was given up. */
export interface StuckMessage {
  id: string;
  chatId: string;
  channel: ChannelName;
  name?: string;
  at: Date;
  text: string;
  error: string;
}

/** A job that failed at each of its attempts. */
export interface FailedJob {
  id: string;
  name: string;
  at: Date;
  error: string;
  /** The invoice of the boleto that the job is about, if it is about one. */
  invoiceId?: string;
}

/** Greatest length of each list, which begins with the newest entry. */
const most = 100;

/** Lists chats that cannot be reached. */
export async function listUnreachable(prisma: PrismaClient): Promise<UnreachableChat[]> {
  const rows = await prisma.$queryRaw<(Omit<UnreachableChat, "name"> & { name: string | null })[]>`
    SELECT chat.id::text AS "chatId", chat.channel::text AS channel, s.name, chat.unreachable_at AS since
      FROM chat LEFT JOIN subscriber s ON s.id = ${chatSubscriber}
     WHERE chat.unreachable_at IS NOT NULL ORDER BY chat.unreachable_at DESC LIMIT ${most}`;
  return rows.map(withoutNullName);
}

/** Lists the messages of subscribers whose turn failed at each attempt. */
export const listUnanswered = (prisma: PrismaClient) =>
  stuckMessages(prisma, Prisma.sql`inbound_message`, Prisma.sql`m.status = 'dead'`, Prisma.sql`m.received_at`);

/** Lists messages to subscribers that could not be sent. */
export const listUnsent = (prisma: PrismaClient) =>
  stuckMessages(prisma, Prisma.sql`outbound_message`, Prisma.sql`m.status = 'failed'`, Prisma.sql`m.due_at`);

async function stuckMessages(
  prisma: PrismaClient,
  table: Prisma.Sql,
  condition: Prisma.Sql,
  at: Prisma.Sql,
): Promise<StuckMessage[]> {
  type Row = Omit<StuckMessage, "name" | "text" | "error"> & {
    name: string | null;
    error: string | null;
    body: unknown;
  };
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT m.id::text AS id, chat.id::text AS "chatId", chat.channel::text AS channel, s.name, ${at} AS at, m.body, m.error
      FROM ${table} m JOIN chat ON chat.id = m.chat_id LEFT JOIN subscriber s ON s.id = ${chatSubscriber}
     WHERE ${condition} ORDER BY m.id DESC LIMIT ${most}`;
  return rows.map(({ body, error, ...row }) => ({
    ...withoutNullName(row),
    text: textOf(body as InboundBody | Reply),
    error: error ?? "",
  }));
}

/** Lists the jobs that failed at each of their attempts. */
export async function listFailedJobs(prisma: PrismaClient): Promise<FailedJob[]> {
  const rows = await prisma.$queryRaw<
    { id: string; name: string; at: Date; error: string | null; invoiceId: string | null }[]
  >`
    SELECT j.id::text AS id, j.name, coalesce(j.completed_on, j.created_on) AS at, j.output ->> 'message' AS error, b.invoice_id::text AS "invoiceId"
      FROM pgboss.job j LEFT JOIN boleto b ON b.id = (j.data ->> 'boletoId')::uuid
     WHERE j.state = 'failed' ORDER BY j.completed_on DESC LIMIT ${most}`;
  return rows.map(({ invoiceId, error, ...row }) => ({
    ...row,
    error: error ?? "",
    ...(invoiceId !== null && { invoiceId }),
  }));
}

const withoutNullName = <T extends { name: string | null }>({ name, ...row }: T) => ({
  ...row,
  ...(name !== null && { name }),
});

function textOf(body: InboundBody | Reply): string {
  return "kind" in body ? inboundText(body) : body.text;
}
