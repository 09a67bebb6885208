import { randomUUID } from "node:crypto";
import type { InboundBody } from "../../src/core/channel-ports.ts";
import type { Service } from "./start-chat.ts";

/** A chat of a channel that vouches for no phone, and that another process sends to. */
export function chatElsewhere({ app }: Service, address: string) {
  const said = async () => {
    const rows = await app.prisma.outboundMessage.findMany({
      where: { chat: { channel: "telegram", address } },
      orderBy: { id: "asc" },
    });
    return rows.map(({ body, status, claimedUntil }) => ({ reply: body as { text: string }, status, claimedUntil }));
  };
  return {
    said,
    /** Gives what was said to it. */
    async sends(body: InboundBody) {
      const before = (await said()).length;
      await app.receive({ channel: "telegram", address, externalId: randomUUID(), body });
      return (await said()).slice(before);
    },
  };
}
