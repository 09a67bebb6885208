import { type AttendanceHours, attendanceHoursSchema } from "../../core/attendance/attendance-hours.ts";
import type { Clock } from "../../core/ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { chatSubscriber } from "../../storage/chat-subscriber.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import type { Desk, WaitingChat } from "./desk-types.ts";
import { readTalk } from "./read-talk.ts";

type Row = Omit<WaitingChat, "answered" | "name" | "wroteAt"> & {
  answeredBy: string | null;
  answeredAt: Date | null;
  name: string | null;
  wroteAt: Date | null;
};

/** The attendance in the database. */
export function createDesk(prisma: PrismaClient, clock: Clock): Desk {
  return {
    async queue({ limit }) {
      const rows = await prisma.$queryRaw<Row[]>`
        SELECT chat.id::text AS "chatId", a.protocol, a.subject, a.opened_at AS "openedAt", a.answered_by AS "answeredBy",
               a.answered_at AS "answeredAt", chat.channel::text AS channel, s.name, heard.at AS "wroteAt",
               coalesce(heard.at > said.at, true) AS "isWaiting"
          FROM attendance a JOIN chat ON chat.id = a.chat_id
          LEFT JOIN subscriber s ON s.id = ${chatSubscriber}
          LEFT JOIN LATERAL (SELECT max(i.received_at) AS at FROM inbound_message i WHERE i.chat_id = chat.id) heard ON true
          LEFT JOIN LATERAL (SELECT max(o.created_at) AS at FROM outbound_message o
                              WHERE o.chat_id = chat.id AND o.written_by IS NOT NULL AND o.created_at >= a.opened_at) said ON true
         WHERE a.closed_at IS NULL
         ORDER BY coalesce(heard.at > said.at, true) DESC, a.answered_at IS NOT NULL, a.opened_at, a.id LIMIT ${limit}`;
      return rows.map(({ answeredBy, answeredAt, name, wroteAt, ...row }) => ({
        ...row,
        ...(answeredBy !== null && answeredAt && { answered: { by: answeredBy, at: answeredAt } }),
        ...(name !== null && { name }),
        ...(wroteAt && { wroteAt }),
      }));
    },
    talk: (chatId, of) => readTalk(prisma, chatId, of),
    pulse: (chatId) => deskPulse(prisma, chatId),
    async hours() {
      return attendanceHoursSchema.parse(
        (await prisma.provider.findUniqueOrThrow({ where: { id: 1 } })).attendanceHours,
      );
    },
    async setHours(hours: AttendanceHours, by) {
      await prisma.$transaction(async (tx) => {
        await tx.provider.update({ where: { id: 1 }, data: { attendanceHours: hours } });
        const change = { action: "hours.changed", subject: "provider", sentence: "Mudou o horário de atendimento." };
        await writeAudit(tx, by, change, clock.now());
      });
    },
  };
}

/** What changes whenever the queue of Atendimento, or one talk of it, shows something else. No text of anybody is in it. */
async function deskPulse(prisma: PrismaClient, chatId?: string): Promise<string> {
  const [row] =
    chatId === undefined
      ? await prisma.$queryRaw<{ pulse: string }[]>`
        SELECT concat_ws('-', count(*), max(a.id), extract(epoch FROM max(a.answered_at)),
                 max((SELECT max(i.id) FROM inbound_message i WHERE i.chat_id = a.chat_id)),
                 max((SELECT max(o.id) FROM outbound_message o WHERE o.chat_id = a.chat_id))) AS pulse
          FROM attendance a WHERE a.closed_at IS NULL`
      : await prisma.$queryRaw<{ pulse: string }[]>`
        SELECT concat_ws('-', extract(epoch FROM c.person_until), c.unreachable_at IS NOT NULL,
                 (SELECT max(i.id) FROM inbound_message i WHERE i.chat_id = c.id),
                 (SELECT max(o.id) FROM outbound_message o WHERE o.chat_id = c.id),
                 (SELECT count(*) FROM outbound_message o WHERE o.chat_id = c.id AND o.status IN ('pending', 'unknown'))) AS pulse
          FROM chat c WHERE c.id = ${BigInt(chatId)}`;
  return row?.pulse ?? "";
}
