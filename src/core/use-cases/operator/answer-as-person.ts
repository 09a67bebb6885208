import type { Author } from "../../operator/author.ts";
import type { Deps } from "../deps.ts";
import { personSilenceMs } from "./hand-back.ts";

/** A message to a chat from a human agent. `key` is an idempotency key: sent twice, it is one message. */
export interface PersonAnswer {
  chatId: string;
  text: string;
  key: string;
  by: Author;
}

/**
 * Sends a human agent's answer to a chat and silences the bot until the chat is handed back or 12 hours after the last
 * such answer. Returns false if the chat does not exist.
 */
export async function answerAsPerson(deps: Deps, { chatId, text, key, by }: PersonAnswer): Promise<boolean> {
  const known = await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    const [chat] = await records.lockChats([chatId]);
    if (!chat) return false;
    await records.takeAttendance({ chatId, by: by.name, now });
    await records.keepSilent(chatId, new Date(now.getTime() + personSilenceMs));
    const said = { replies: [{ text }], dueAt: now, writtenBy: by.name };
    await records.addMessages({ kind: "person", chatId, once: key }, said);
    return true;
  });
  await deps.deliverDue();
  return known;
}
