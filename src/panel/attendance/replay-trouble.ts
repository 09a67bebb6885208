import type { Author } from "../../core/operator/author.ts";
import { runTurns } from "../../core/use-cases/turn/run-turns.ts";
import type { Transaction } from "../../database/sql.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import type { Panel } from "../panel.ts";

/** Tries again to answer a message that was given up. Returns false if there is no such message. */
export async function replayUnanswered(
  { prisma, clock, deps, logger }: Pick<Panel, "prisma" | "clock" | "deps" | "logger">,
  id: string,
  by: Author,
): Promise<boolean> {
  const chatId = await prisma.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ chatId: bigint }[]>`
      UPDATE inbound_message SET status = 'received', attempts = 0, error = NULL, next_try_at = ${clock.now()}
       WHERE id = ${BigInt(id)} AND status = 'dead' RETURNING chat_id AS "chatId"`;
    const sentence = "Mandou responder de novo uma mensagem que tinha falhado.";
    if (row) await logReplay(tx, by, `message ${id}`, sentence, clock.now());
    return row && String(row.chatId);
  });
  // If every attempt fails again, the message becomes a dead letter again.
  if (chatId !== undefined) await runTurns(deps, chatId).catch((err) => logger.error({ err }, "turn failed"));
  return chatId !== undefined;
}

/** Sends a failed message again. Returns false if there is no such message. */
export async function replayUnsent(
  { prisma, clock, deps }: Pick<Panel, "prisma" | "clock" | "deps">,
  id: string,
  by: Author,
): Promise<boolean> {
  const found = await prisma.$transaction(async (tx) => {
    const { count } = await tx.outboundMessage.updateMany({
      where: { id: BigInt(id), status: "failed" },
      data: { status: "pending", attempts: 0, error: null, claimedUntil: null, dueAt: clock.now() },
    });
    const sentence = "Mandou enviar de novo uma mensagem que não tinha saído.";
    if (count > 0) await logReplay(tx, by, `message ${id}`, sentence, clock.now());
    return count > 0;
  });
  if (found) await deps.deliverDue();
  return found;
}

/** Runs a failed job again. Returns false if there is no such job. */
export async function replayJob(
  { prisma, clock, retryJob }: Pick<Panel, "prisma" | "clock" | "retryJob">,
  { name, id }: { name: string; id: string },
  by: Author,
): Promise<boolean> {
  const [row] = await prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM pgboss.job WHERE name = ${name} AND id = ${id}::uuid AND state = 'failed'`;
  if (!row) return false;
  await retryJob(name, id);
  await prisma.$transaction((tx) => logReplay(tx, by, `job ${id}`, `Mandou repetir a tarefa ${name}.`, clock.now()));
  return true;
}

const logReplay = (tx: Transaction, by: Author, subject: string, sentence: string, now: Date) =>
  writeAudit(tx, by, { action: "trouble.replayed", subject, sentence }, now);
