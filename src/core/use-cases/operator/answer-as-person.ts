import type { Author } from "../../operator/author.ts";
import type { Deps } from "../deps.ts";
import { withPersonMs } from "./hand-back.ts";

/** What a person at the provider writes to a chat. `key` names this very text: sent twice, it is one message. */
export interface PersonAnswer {
  chatId: string;
  text: string;
  key: string;
  by: Author;
}

/**
 * A person answers in a chat: the message goes out like any other, and the bot is silent from here on, until the chat
 * is handed back or nobody wrote for 12 hours. False where there is no such chat.
 */
export async function answerAsPerson(deps: Deps, { chatId, text, key, by }: PersonAnswer): Promise<boolean> {
  const known = await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    const [chat] = await records.lockChats([chatId]);
    if (!chat) return false;
    await records.takeAttendance({ chatId, by: by.name, now });
    await records.keepSilent(chatId, new Date(now.getTime() + withPersonMs));
    const said = { replies: [{ text }], dueAt: now, writtenBy: by.name };
    await records.addMessages({ kind: "person", chatId, once: key }, said);
    return true;
  });
  await deps.deliverDue();
  return known;
}
