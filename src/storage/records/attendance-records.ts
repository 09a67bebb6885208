import { localDate } from "../../core/billing/local-time.ts";
import type { Transaction } from "../sql-transaction.ts";

/** Calls a person to a chat, once at a time: `again` where the call is still open. The protocol begins with the day. */
export async function openAttendance(
  tx: Transaction,
  { chatId, subject, now }: { chatId: string; subject: string; now: Date },
): Promise<{ protocol: string; again: boolean }> {
  const open = await tx.attendance.findFirst({ where: { chatId: BigInt(chatId), closedAt: null } });
  if (open && now.getTime() - open.openedAt.getTime() < 12 * 3_600_000) return { protocol: open.protocol, again: true };
  if (open) await tx.attendance.update({ where: { id: open.id }, data: { closedAt: now } });
  const [{ number = 0n } = {}] = await tx.$queryRaw<
    { number: bigint }[]
  >`SELECT nextval(pg_get_serial_sequence('attendance', 'id')) AS number`;
  const protocol = `${localDate(now).replaceAll("-", "")}-${String(number).padStart(5, "0")}`;
  await tx.attendance.create({ data: { id: number, protocol, chatId: BigInt(chatId), subject, openedAt: now } });
  return { protocol, again: false };
}
