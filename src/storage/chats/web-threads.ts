import type { InboundBody } from "../../core/channel-ports.ts";
import type { Reply } from "../../core/conversation/turn.ts";
import { inboundText } from "../../core/inbound-text.ts";
import type { PrismaClient } from "../../database/generated/client.ts";

/** A stored message of a web thread. */
export interface ThreadMessage {
  id: string;
  from: "person" | "bot";
  at: Date;
  text: string;
  choices?: Reply["choices"];
  document?: Reply["document"];
  verbatim?: true;
}

/** Creates the store of web threads. */
export function createWebThreads(prisma: PrismaClient) {
  const chatOf = (address: string) =>
    prisma.chat.findUnique({ where: { channel_address: { channel: "web", address } } });
  const messages = async (address: string, since = new Date(0)): Promise<ThreadMessage[]> => {
    const chat = { channel: "web" as const, address };
    const [inbound, outbound] = [
      await prisma.inboundMessage.findMany({ where: { chat, receivedAt: { gte: since } }, orderBy: { id: "asc" } }),
      await prisma.outboundMessage.findMany({
        where: { chat, status: { in: ["sent", "delivered"] }, sentAt: { gte: since } },
        orderBy: { id: "asc" },
      }),
    ];
    const all = [
      ...inbound.map(({ id, receivedAt: at, body }) => ({
        id: `a${id}`,
        at,
        from: "person" as const,
        text: inboundText(body as unknown as InboundBody),
      })),
      ...outbound.map(({ id, sentAt, createdAt, body }) => ({
        id: `b${id}`,
        at: sentAt ?? createdAt,
        from: "bot" as const,
        ...(body as unknown as Reply),
      })),
    ];
    // A message whose text was erased would be an empty bubble. Sorting keeps the order of equal times, so a message
    // comes before a reply of the same moment.
    const visible = all.filter(({ text }) => text !== "");
    return visible.sort((one, other) => one.at.getTime() - other.at.getTime());
  };
  return {
    /** Returns the messages of a thread in order; with `since`, only those received or sent from then on. */
    messages,
    async open(address: string, phone: string) {
      await prisma.chat.create({ data: { channel: "web", address, phone } });
    },
    async phoneOf(address: string) {
      return (await chatOf(address))?.phone ?? undefined;
    },
  };
}
