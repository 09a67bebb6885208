import { handedBack } from "../../conversation/replies/attendance.ts";
import type { Deps } from "../deps.ts";

/** The bot stays silent this long after a human agent was called or answered. */
export const personSilenceMs = 12 * 3_600_000;

/** Ends an attendance: the bot answers again and says so. Returns false if none was open. */
export async function handBack(deps: Deps, chatId: string): Promise<boolean> {
  const ended = await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    await records.lockChats([chatId]);
    const closed = await records.closeAttendance({ chatId, now });
    if (!closed) return false;
    await records.keepSilent(chatId, null);
    const subject = { kind: "person", chatId, once: `${closed.protocol}:over` } as const;
    await records.addMessages(subject, { replies: [handedBack(closed.protocol)], dueAt: now });
    await records.addEvent("attendance.closed", { protocol: closed.protocol, outcome: "handed_back" }, now);
    return true;
  });
  await deps.deliverDue();
  return ended;
}
