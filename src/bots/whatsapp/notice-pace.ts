import { AppError } from "../../core/app-error.ts";
import { addDays } from "../../core/billing/calendar/iso-date.ts";
import { localDate, localDateTime } from "../../core/billing/calendar/local-time.ts";
import type { ChannelDesk } from "../../core/channel-ports.ts";

/** Returns when a notice to a chat may be sent; undefined means now. */
type NoticePace = (chatId: string, now: Date) => Date | undefined;

/** The messages of one notice go together: within this time of its turn the chat does not wait again. */
const togetherMs = 60_000;

/**
 * Spaces notices to different people by a random gap, because WhatsApp treats rapid sequences as bulk messages. Each
 * chat gets a turn, which it keeps however often it asks.
 */
export function createNoticePace(
  [least, most]: readonly [number, number],
  random: () => number = Math.random,
): NoticePace {
  const turns = new Map<string, number>();
  let freeAt = 0;
  let lastAt = 0;
  return (chatId, now) => {
    const at = now.getTime();
    // The clock was set back, so the turns already given may be hours away.
    if (at + togetherMs < lastAt) {
      turns.clear();
      freeAt = at;
    }
    lastAt = at;
    for (const [chat, turn] of turns) if (turn + togetherMs < at) turns.delete(chat);
    let turn = turns.get(chatId);
    if (turn === undefined) {
      turn = Math.max(at, freeAt);
      freeAt = turn + least + random() * (most - least);
      turns.set(chatId, turn);
    }
    return turn <= at ? undefined : new Date(turn);
  };
}

/**
 * Admits notices one by one, at the number's pace and up to its daily limit. Sent notices are counted in the database,
 * so that a restart does not reset the count. Throws AppError with `retryAt` if one has to wait.
 */
export function createNoticeGate({
  desk,
  pace,
  dailyLimit,
  now,
}: {
  desk: Pick<ChannelDesk, "noticesSince">;
  pace: NoticePace;
  dailyLimit: number;
  now: () => Date;
}): (chatId: string) => Promise<void> {
  let counted = { day: "", passed: 0 };
  return async (chatId) => {
    const at = now();
    const today = localDate(at);
    if (counted.day !== today) counted = { day: today, passed: await desk.noticesSince(localDateTime(today, "00:00")) };
    if (counted.passed >= dailyLimit) {
      const retryAt = localDateTime(addDays(today, 1), "08:00");
      throw new AppError("daily-limit", "O limite de avisos por dia deste número foi atingido.", { retryAt });
    }
    const retryAt = pace(chatId, at);
    if (retryAt) throw new AppError("throttled", "Avisos saem espaçados.", { retryAt });
    counted.passed += 1;
  };
}
