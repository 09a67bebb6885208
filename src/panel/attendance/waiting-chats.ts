import type { ChannelName } from "../../core/channel-ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { chatSubscriber } from "../../storage/chats/chat-subscriber.ts";

/** A chat with an open request for a human agent. */
export interface WaitingChat {
  chatId: string;
  protocol: string;
  subject: string;
  openedAt: Date;
  /** The first operator who answered, and when; absent until an operator answers. */
  answered?: { by: string; at: Date };
  channel: ChannelName;
  /** The name of the subscriber; absent if it is not known who is writing. */
  name?: string;
  /** The time of the subscriber's last message. */
  wroteAt?: Date;
  /** True if the subscriber has written after the last message of an operator. */
  isWaiting: boolean;
}

type Row = Omit<WaitingChat, "answered" | "name" | "wroteAt"> & {
  answeredBy: string | null;
  answeredAt: Date | null;
  name: string | null;
  wroteAt: Date | null;
};

/**
 * Lists the queue of Atendimento. Chats in which the subscriber waits come first; of these, the ones that nobody has
 * answered yet; of these, the one with the oldest request.
 */
export async function listWaitingChats(prisma: PrismaClient, limit: number): Promise<WaitingChat[]> {
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
}
