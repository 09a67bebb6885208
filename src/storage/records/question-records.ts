import type { BankQuestion } from "../../core/records/boleto-records.ts";
import type { Transaction } from "../../database/sql.ts";

const keyOf = (question: BankQuestion) => ({
  ...question,
  chat: "chatId" in question ? BigInt(question.chatId) : null,
});

/**
 * Records a question to a bank, and when to ask it. Each question has one row; recording the question again opens it
 * again.
 */
export async function noteQuestion(tx: Transaction, question: BankQuestion, askAt: Date): Promise<void> {
  const { boletoId, chat, about } = keyOf(question);
  await tx.$executeRaw`
    INSERT INTO bank_question (boleto_id, chat_id, about, ask_at) VALUES (${boletoId}::uuid, ${chat}, ${about}, ${askAt})
    ON CONFLICT (boleto_id, (coalesce(chat_id, 0)), about) DO UPDATE SET ask_at = excluded.ask_at, answered_at = NULL`;
}

/**
 * Locks an open question until the transaction ends, and returns when it may be asked; undefined if the question is not
 * open.
 */
export async function questionAskAt(tx: Transaction, question: BankQuestion): Promise<Date | undefined> {
  const { boletoId, chat, about } = keyOf(question);
  const [open] = await tx.$queryRaw<{ at: Date }[]>`
    SELECT ask_at AS at FROM bank_question
     WHERE boleto_id = ${boletoId}::uuid AND coalesce(chat_id, 0) = coalesce(${chat}::bigint, 0) AND about = ${about} AND answered_at IS NULL
       FOR UPDATE`;
  return open?.at;
}

/**
 * Closes a question. The question of a chat is kept as answered: if it had been answered before, false is returned, so
 * that a job that runs twice does not answer twice. Returns true if the question was never recorded, as in older
 * versions.
 */
export async function closeQuestion(tx: Transaction, question: BankQuestion, now: Date): Promise<boolean> {
  const { boletoId, chat, about } = keyOf(question);
  if (chat === null) {
    await tx.$executeRaw`DELETE FROM bank_question WHERE boleto_id = ${boletoId}::uuid AND chat_id IS NULL AND about = ${about}`;
    return true;
  }
  const open = await tx.$executeRaw`
    UPDATE bank_question SET answered_at = ${now}
     WHERE boleto_id = ${boletoId}::uuid AND coalesce(chat_id, 0) = ${chat} AND about = ${about} AND answered_at IS NULL`;
  return open > 0 || (await tx.bankQuestion.count({ where: { boletoId, chatId: chat, about } })) === 0;
}
