import { AppError } from "../../core/app-error.ts";
import { addDays } from "../../core/billing/calendar/iso-date.ts";
import { localDate, localDateTime } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { ChannelDesk, OutboundMessage } from "../../core/channel-ports.ts";

/** Returns when a notice to a chat may be sent; undefined if it may be sent now. */
type NoticePace = (chatId: string, now: Date) => Date | undefined;

/** The messages of one notice go together: for this long after its turn, a chat does not have to wait again. */
const togetherMs = 60_000;

/**
 * Returns a function that puts a random gap between notices to different people, because WhatsApp treats a rapid
 * sequence as bulk messages. Each chat gets a turn, which it keeps however often it asks.
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
    // The clock was set back: the turns that were given may be hours away.
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
 * Returns a function that admits notices one by one, with the gap above and up to the daily limit of the number. The
 * notices sent are counted in the database, so that a restart does not reset the count. The function throws AppError
 * with `retryAt` if a notice has to wait.
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
}): (message: Pick<OutboundMessage, "chatId" | "zone">) => Promise<void> {
  let counted = { day: "", passed: 0 };
  return async ({ chatId, zone = brasilia }) => {
    const at = now();
    const today = localDate(at, brasilia);
    if (counted.day !== today)
      counted = { day: today, passed: await desk.noticesSince(localDateTime(today, "00:00", brasilia)) };
    if (counted.passed >= dailyLimit) {
      const retryAt = localDateTime(addDays(today, 1), "08:00", zone);
      throw new AppError("daily-limit", "O limite de avisos por dia deste número foi atingido.", { retryAt });
    }
    const retryAt = pace(chatId, at);
    if (retryAt) throw new AppError("throttled", "Avisos saem espaçados.", { retryAt });
    counted.passed += 1;
  };
}
