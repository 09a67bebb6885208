import { attendanceHoursSchema, type Office } from "../../core/attendance/attendance-hours.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import type { Access } from "../../core/identity/access.ts";
import type { Transaction } from "../../database/sql.ts";
import { zoneOf } from "../places.ts";

/**
 * Records a chat's request for a human agent; if one is open, returns that one with `again`. The protocol number begins
 * with the date.
 */
export async function openAttendance(
  tx: Transaction,
  { chatId, subject, now }: { chatId: string; subject: string; now: Date },
): Promise<{ protocol: string; again: boolean }> {
  const open = await tx.attendance.findFirst({ where: { chatId: BigInt(chatId), closedAt: null } });
  if (open) return { protocol: open.protocol, again: true };
  const [{ number = 0n } = {}] = await tx.$queryRaw<
    { number: bigint }[]
  >`SELECT nextval(pg_get_serial_sequence('attendance', 'id')) AS number`;
  const { zone } = await tx.provider.findUniqueOrThrow({ where: { id: 1 }, select: { zone: true } });
  const protocol = `${localDate(now, zoneOf(zone)).replaceAll("-", "")}-${String(number).padStart(5, "0")}`;
  await tx.attendance.create({ data: { id: number, protocol, chatId: BigInt(chatId), subject, openedAt: now } });
  return { protocol, again: false };
}

/** Records which agent was the first to answer the request of a chat. If there is no request, one is recorded. */
export async function takeAttendance(
  tx: Transaction,
  { chatId, by, now }: { chatId: string; by: string; now: Date },
): Promise<void> {
  const isOpen = { chatId: BigInt(chatId), closedAt: null };
  if ((await tx.attendance.count({ where: isOpen })) === 0)
    await openAttendance(tx, { chatId, subject: "iniciado pela equipe", now });
  await tx.attendance.updateMany({
    where: { ...isOpen, answeredAt: null },
    data: { answeredBy: by, answeredAt: now },
  });
}

/**
 * Closes the request of a chat because the agent gives the chat back to the bot. Returns undefined if no request is
 * open.
 */
export async function closeAttendance(
  tx: Transaction,
  { chatId, now }: { chatId: string; now: Date },
): Promise<{ protocol: string } | undefined> {
  const open = await tx.attendance.findFirst({ where: { chatId: BigInt(chatId), closedAt: null } });
  if (!open) return undefined;
  await tx.attendance.update({ where: { id: open.id }, data: { closedAt: now, outcome: "handed_back" } });
  return { protocol: open.protocol };
}

/** Closes the requests whose 12 hours are over. After that the bot answers again. */
export async function closeTimedOut(prisma: Pick<Transaction, "$executeRaw">, now: Date): Promise<void> {
  await prisma.$executeRaw`
    WITH over AS (
      UPDATE attendance a SET closed_at = c.person_until, outcome = 'timed_out'
        FROM chat c WHERE c.id = a.chat_id AND a.closed_at IS NULL AND c.person_until <= ${now} AND c.person_until > a.opened_at
      RETURNING a.protocol
    )
    INSERT INTO event (type, at, data)
    SELECT 'attendance.closed', ${now}, jsonb_build_object('protocol', protocol, 'outcome', 'timed_out') FROM over`;
}

/**
 * Returns the office that answers whoever has an access: that of the branch of their contract, an active one and the
 * newest if there are several. What the branch does not say is as at the provider.
 */
export async function officeOf(tx: Transaction, access: Access | undefined): Promise<Office> {
  const [row] = await tx.$queryRaw<{ hours: unknown; zone: string; localHolidays: string[] }[]>`
    SELECT coalesce(b.attendance_hours, p.attendance_hours) AS hours, coalesce(b.time_zone, p.time_zone) AS zone,
           coalesce(nullif(b.holidays, '{}'), p.holidays) AS "localHolidays"
      FROM provider p LEFT JOIN LATERAL (
             SELECT branch FROM (
                    SELECT k.branch, k.active, k.created_at, k.id
                      FROM unnest(${[...(access?.subscriberIds ?? [])]}::uuid[]) s(id) JOIN contract k ON k.subscriber_id = s.id
                    UNION ALL
                    SELECT k.branch, k.active, k.created_at, k.id
                      FROM unnest(${[...(access?.contractIds ?? [])]}::uuid[]) c(id) JOIN contract k ON k.id = c.id) own
              ORDER BY active DESC, created_at DESC, id LIMIT 1) c ON true
      LEFT JOIN branch b ON b.name = c.branch WHERE p.id = 1`;
  if (!row) throw new Error("There is no provider");
  return {
    hours: attendanceHoursSchema.parse(row.hours),
    place: { zone: zoneOf(row.zone), localHolidays: row.localHolidays },
  };
}
