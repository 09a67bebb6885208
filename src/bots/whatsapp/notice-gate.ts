import { AppError } from "../../core/app-error.ts";
import { addDays } from "../../core/billing/iso-date.ts";
import { localDate, localDateTime } from "../../core/billing/local-time.ts";
import type { ChannelDesk } from "../../core/channel-ports.ts";
import type { NoticePace } from "./notice-pace.ts";

/**
 * Lets notices pass one by one, at the number's pace and up to its limit of a day. What went is counted in the
 * database, so that a restart does not begin anew. Throws AppError with `retryAt` where one has to wait.
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
