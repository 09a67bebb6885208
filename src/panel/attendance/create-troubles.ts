import type { InboundBody } from "../../core/channel-ports.ts";
import type { Reply } from "../../core/conversation/turn.ts";
import { inboundText } from "../../core/inbound-text.ts";
import type { Clock } from "../../core/ports.ts";
import { Prisma, type PrismaClient } from "../../database/generated/client.ts";
import { chatSubscriber } from "../../storage/chat-subscriber.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import type { FailedJob, StuckMessage, Troubles, UnreachableChat } from "./troubles-types.ts";

const most = 100;

/** What this needs of the process besides the database. */
interface Ways {
  clock: Clock;
  /** Answers what waits in a chat. */
  answer(chatId: string): Promise<void>;
  deliver(): Promise<void>;
  retryJob(name: string, id: string): Promise<void>;
}

/** What went wrong, in the database. */
export function createTroubles(prisma: PrismaClient, { clock, answer, deliver, retryJob }: Ways): Troubles {
  const log = (tx: Prisma.TransactionClient, by: Parameters<typeof writeAudit>[1], subject: string, sentence: string) =>
    writeAudit(tx, by, { action: "trouble.replayed", subject, sentence }, clock.now());
  return {
    async unreachable() {
      const rows = await prisma.$queryRaw<(Omit<UnreachableChat, "name"> & { name: string | null })[]>`
        SELECT chat.id::text AS "chatId", chat.channel::text AS channel, s.name, chat.unreachable_at AS since
          FROM chat LEFT JOIN subscriber s ON s.id = ${chatSubscriber}
         WHERE chat.unreachable_at IS NOT NULL ORDER BY chat.unreachable_at DESC LIMIT ${most}`;
      return rows.map(named);
    },
    dead: () => stuck(prisma, Prisma.sql`inbound_message`, Prisma.sql`m.status = 'dead'`, Prisma.sql`m.received_at`),
    unsent: () => stuck(prisma, Prisma.sql`outbound_message`, Prisma.sql`m.status = 'failed'`, Prisma.sql`m.due_at`),
    failedJobs: () => failedJobs(prisma),
    async replayDead(id, by) {
      const chatId = await prisma.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ chatId: bigint }[]>`
          UPDATE inbound_message SET status = 'received', attempts = 0, error = NULL, next_try_at = ${clock.now()}
           WHERE id = ${BigInt(id)} AND status = 'dead' RETURNING chat_id AS "chatId"`;
        if (row) await log(tx, by, `message ${id}`, "Mandou responder de novo uma mensagem que tinha falhado.");
        return row && String(row.chatId);
      });
      if (chatId !== undefined) await answer(chatId);
      return chatId !== undefined;
    },
    async replayUnsent(id, by) {
      const found = await prisma.$transaction(async (tx) => {
        const { count } = await tx.outboundMessage.updateMany({
          where: { id: BigInt(id), status: "failed" },
          data: { status: "pending", attempts: 0, error: null, claimedUntil: null, dueAt: clock.now() },
        });
        if (count > 0) await log(tx, by, `message ${id}`, "Mandou enviar de novo uma mensagem que não tinha saído.");
        return count > 0;
      });
      if (found) await deliver();
      return found;
    },
    async replayJob({ name, id }, by) {
      const [row] = await prisma.$queryRaw<{ id: string }[]>`
        SELECT id FROM pgboss.job WHERE name = ${name} AND id = ${id}::uuid AND state = 'failed'`;
      if (!row) return false;
      await retryJob(name, id);
      await prisma.$transaction((tx) => log(tx, by, `job ${id}`, `Mandou repetir a tarefa ${name}.`));
      return true;
    },
  };
}

async function stuck(prisma: PrismaClient, table: Prisma.Sql, is: Prisma.Sql, at: Prisma.Sql): Promise<StuckMessage[]> {
  type Row = Omit<StuckMessage, "name" | "text" | "error"> & {
    name: string | null;
    error: string | null;
    body: unknown;
  };
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT m.id::text AS id, chat.id::text AS "chatId", chat.channel::text AS channel, s.name, ${at} AS at, m.body, m.error
      FROM ${table} m JOIN chat ON chat.id = m.chat_id LEFT JOIN subscriber s ON s.id = ${chatSubscriber}
     WHERE ${is} ORDER BY m.id DESC LIMIT ${most}`;
  return rows.map(({ body, error, ...row }) => ({
    ...named(row),
    text: textOf(body as InboundBody | Reply),
    error: error ?? "",
  }));
}

async function failedJobs(prisma: PrismaClient): Promise<FailedJob[]> {
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

const named = <T extends { name: string | null }>({ name, ...row }: T) => ({ ...row, ...(name !== null && { name }) });

function textOf(body: InboundBody | Reply): string {
  return "kind" in body ? inboundText(body) : body.text;
}
