import { handedBack } from "../../conversation/replies/attendance.ts";
import type { Deps } from "../deps.ts";

/** For this long after a human agent was called or has answered, the bot does not answer, in milliseconds. */
export const personSilenceMs = 12 * 3_600_000;

/** Closes the request for a human agent: the bot answers again, and says so. Returns false if no request was open. */
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
