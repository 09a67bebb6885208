import type { BankQuestion } from "../../core/records/boleto-records.ts";
import type { Transaction } from "../../database/sql.ts";

const keyOf = (question: BankQuestion) => ({
  ...question,
  chat: "chatId" in question ? BigInt(question.chatId) : null,
});

/** Notes what a bank is to be asked and when, each question once; asked again, it is open again. */
export async function noteQuestion(tx: Transaction, question: BankQuestion, askAt: Date): Promise<void> {
  const { boletoId, chat, about } = keyOf(question);
  await tx.$executeRaw`
    INSERT INTO bank_question (boleto_id, chat_id, about, ask_at) VALUES (${boletoId}::uuid, ${chat}, ${about}, ${askAt})
    ON CONFLICT (boleto_id, (coalesce(chat_id, 0)), about) DO UPDATE SET ask_at = excluded.ask_at, answered_at = NULL`;
}

/** When a question that is open may be asked, locked until the transaction ends. */
export async function questionAskAt(tx: Transaction, question: BankQuestion): Promise<Date | undefined> {
  const { boletoId, chat, about } = keyOf(question);
  const [open] = await tx.$queryRaw<{ at: Date }[]>`
    SELECT ask_at AS at FROM bank_question
     WHERE boleto_id = ${boletoId}::uuid AND coalesce(chat_id, 0) = coalesce(${chat}::bigint, 0) AND about = ${about} AND answered_at IS NULL
       FOR UPDATE`;
  return open?.at;
}

/**
 * Ends a question. A chat's stays as answered, so that a repeat of its job answers no second time: false then. One that
 * was never noted, as an older version leaves it, is answered.
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
