import type { OutboundMessage } from "../../../src/core/channel-ports.ts";
import type { Storage } from "../../../src/core/ports.ts";
import { changed, type MessageRow, rowOf, type Tables } from "./memory-tables.ts";

type Outbox = Pick<
  Storage,
  "claimDue" | "claimUnknown" | "nextMessageDue" | "markSent" | "markUnsent" | "markUnreachable"
>;

/** Messages on their way, in memory: a chat's go out in their order, and nothing overtakes one that waits. */
export function createMemoryOutbox(tables: () => Tables): Outbox {
  const all = () => [...tables().messages].map(([key, row]) => ({ key, row }));
  const change = (key: string, by: object) => {
    const { messages } = tables();
    messages.set(key, changed(rowOf(messages, key), by));
  };
  const isHeld = ({ claimedUntil }: MessageRow, now: Date) => claimedUntil !== undefined && claimedUntil > now;
  const outbound = (key: string): OutboundMessage => {
    const { status, writtenBy, error, sentAt, providerMessageId, ...row } = rowOf(tables().messages, key);
    const { channel, address } = rowOf(tables().chats, row.chatId);
    const boletoStatus = row.boletoId === undefined ? undefined : tables().boletos.get(row.boletoId)?.status;
    return { ...row, channel, address, ...(boletoStatus && { boletoStatus }) };
  };
  const waits = (status: MessageRow["status"]) => status === "pending" || status === "unknown";

  return {
    async claimDue({ channels, now, claimedUntil, limit }) {
      const busy = new Set(
        all()
          .filter(({ row }) => row.status === "unknown" || (row.status === "pending" && isHeld(row, now)))
          .map(({ row }) => row.chatId),
      );
      const due = all().filter(
        ({ row }) =>
          row.status === "pending" &&
          row.dueAt <= now &&
          !busy.has(row.chatId) &&
          channels.includes(rowOf(tables().chats, row.chatId).channel),
      );
      const chats = [...new Set(due.map(({ row }) => row.chatId))].slice(0, limit);
      const taken = due.filter(({ row }) => chats.includes(row.chatId));
      for (const { key, row } of taken) change(key, { claimedUntil, attempts: row.attempts + 1 });
      return taken.map(({ key }) => outbound(key));
    },
    async claimUnknown({ channels, now, claimedUntil }) {
      const taken = all().filter(
        ({ row }) =>
          row.status === "unknown" && !isHeld(row, now) && channels.includes(rowOf(tables().chats, row.chatId).channel),
      );
      for (const { key } of taken) change(key, { claimedUntil });
      return taken.map(({ key }) => outbound(key));
    },
    async nextMessageDue() {
      const times = all().flatMap(({ row }) => (row.status === "pending" ? row.dueAt.getTime() : []));
      return times.length === 0 ? undefined : new Date(Math.min(...times));
    },
    async markSent(sent, now) {
      for (const { id, providerMessageId } of sent) {
        const found = all().find(({ row }) => row.id === id && waits(row.status));
        const theirs = providerMessageId === undefined ? {} : { providerMessageId };
        if (found) change(found.key, { status: "sent", sentAt: now, claimedUntil: null, ...theirs });
      }
    },
    async markUnsent({ id, attempts }, { claimedUntil, ...rest }, now) {
      const found = all().find(({ row }) => row.id === id && row.attempts === attempts && waits(row.status));
      if (!found) return;
      change(found.key, { ...rest, claimedUntil: claimedUntil ?? null });
      const data = { messageId: id, error: rest.error };
      if (rest.status === "failed") tables().events.push({ type: "message.undelivered", data, at: now });
    },
    async markUnreachable(chatId, now) {
      const { chats, events } = tables();
      const chat = rowOf(chats, chatId);
      for (const { key, row } of all())
        if (row.chatId === chatId && row.status === "pending" && row.dueAt <= now)
          change(key, { status: "failed", error: "unreachable", claimedUntil: null });
      if (chat.unreachableAt) return;
      chats.set(chatId, { ...chat, unreachableAt: now });
      events.push({ type: "chat.unreachable", data: { chatId }, at: now });
    },
  };
}
