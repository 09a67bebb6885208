import type { Author } from "../../operator/author.ts";
import type { Deps } from "../deps.ts";
import { personSilenceMs } from "./hand-back.ts";

/** A message from a human agent to a chat. Two with the same `key` are one message. */
export interface PersonAnswer {
  chatId: string;
  text: string;
  key: string;
  by: Author;
}

/**
 * Sends the answer of a human agent to a chat. From then on the bot does not answer there, until the chat is handed
 * back, or until 12 hours after the last such answer. Returns false if the chat does not exist.
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
