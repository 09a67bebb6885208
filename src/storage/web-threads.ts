import type { InboundBody } from "../core/channel-ports.ts";
import type { Reply } from "../core/conversation/turn.ts";
import { inboundText } from "../core/inbound-text.ts";
import type { PrismaClient } from "../database/generated/client.ts";

/** A message of a thread as it lies in the database. */
export interface ThreadMessage {
  id: string;
  from: "person" | "bot";
  at: Date;
  text: string;
  choices?: Reply["choices"];
  document?: Reply["document"];
  verbatim?: true;
}

/** Web threads: who they belong to and what was said, in order. */
export function createWebThreads(prisma: PrismaClient) {
  const chatOf = (address: string) =>
    prisma.chat.findUnique({ where: { channel_address: { channel: "web", address } } });
  const messages = async (address: string, since = new Date(0)): Promise<ThreadMessage[]> => {
    const chat = { channel: "web" as const, address };
    const [said, answered] = [
      await prisma.inboundMessage.findMany({ where: { chat, receivedAt: { gte: since } }, orderBy: { id: "asc" } }),
      await prisma.outboundMessage.findMany({
        where: { chat, status: { in: ["sent", "delivered"] }, sentAt: { gte: since } },
        orderBy: { id: "asc" },
      }),
    ];
    const all = [
      ...said.map(({ id, receivedAt: at, body }) => ({
        id: `a${id}`,
        at,
        from: "person" as const,
        text: inboundText(body as unknown as InboundBody),
      })),
      ...answered.map(({ id, sentAt, createdAt, body }) => ({
        id: `b${id}`,
        at: sentAt ?? createdAt,
        from: "bot" as const,
        ...(body as unknown as Reply),
      })),
    ];
    // Sorting is stable: the person's message stands before the answer of the same moment.
    // What was erased is not shown as an empty bubble.
    const left = all.filter(({ text }) => text !== "");
    return left.sort((one, other) => one.at.getTime() - other.at.getTime());
  };
  return {
    /** The thread's messages, or those that were written or sent from a moment on. */
    messages,
    async open(address: string, phone: string) {
      await prisma.chat.create({ data: { channel: "web", address, phone } });
    },
    async phoneOf(address: string) {
      return (await chatOf(address))?.phone ?? undefined;
    },
  };
}
