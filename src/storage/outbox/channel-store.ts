import type { ChannelDesk, ChannelName } from "../../core/channel-ports.ts";
import type { Reply } from "../../core/conversation/turn.ts";
import type { Clock } from "../../core/ports.ts";
import type { Prisma, PrismaClient } from "../../database/generated/client.ts";
import { markUnreachable } from "./outbox-store.ts";

/**
 * Creates a channel's access to the database: delivery reports, data that only the channel needs, leases, and the
 * status of the channel.
 */
export function createChannelStore(
  prisma: PrismaClient,
  channel: ChannelName,
  clock: Clock,
): Omit<ChannelDesk, "takeIn" | "ownMessage" | "answer"> {
  return {
    async acknowledge({ providerMessageId, state }) {
      const { count } = await prisma.outboundMessage.updateMany({
        where: { providerMessageId, status: "sent", chat: { channel } },
        data: { status: state },
      });
      return count > 0;
    },
    async markReachable(address, reachable) {
      const where = { channel, address };
      if (reachable) return void (await prisma.chat.updateMany({ where, data: { unreachableAt: null } }));
      const chat = await prisma.chat.findUnique({ where: { channel_address: where }, select: { id: true } });
      if (chat) await markUnreachable(prisma, String(chat.id), clock.now());
    },
    async sentFile(boletoId) {
      const known = await prisma.sentFile.findUnique({ where: { channel_boletoId: { channel, boletoId } } });
      return known?.fileRef;
    },
    async keepSentFile(boletoId, fileRef) {
      const where = { channel_boletoId: { channel, boletoId } };
      await prisma.sentFile.upsert({ where, create: { channel, boletoId, fileRef }, update: { fileRef } });
    },
    async memory(address) {
      return (await prisma.channelMemory.findUnique({ where: { channel_address: { channel, address } } }))?.memory;
    },
    async remember(address, memory) {
      const kept = memory as Prisma.InputJsonValue;
      const where = { channel_address: { channel, address } };
      await prisma.channelMemory.upsert({
        where,
        create: { channel, address, memory: kept },
        update: { memory: kept },
      });
    },
    async takeLease(name, holder, forMs) {
      const now = clock.now();
      const until = new Date(now.getTime() + forMs);
      // A lease that ends later than this was taken before the clock was set back, and counts as expired.
      const implausible = new Date(until.getTime() + forMs);
      const taken = await prisma.$executeRaw`
        INSERT INTO lease (name, holder, until) VALUES (${name}, ${holder}, ${until})
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
         WHERE lease.holder = excluded.holder OR lease.until <= ${now} OR lease.until > ${implausible}`;
      return taken === 1;
    },
    async releaseLease(name, holder) {
      await prisma.lease.deleteMany({ where: { name, holder } });
    },
    async listShown(providerMessageId) {
      const message = await prisma.outboundMessage.findFirst({
        where: { providerMessageId, chat: { channel } },
        select: { body: true },
      });
      return (message?.body as Reply | undefined)?.choices?.[0]?.list;
    },
    async hasWritten(address) {
      const where = { chat: { channel, address } };
      return (await prisma.inboundMessage.findFirst({ where, select: { id: true } })) !== null;
    },
    async noticesSince(at) {
      // This is raw SQL, because Prisma passes the value of an enum as text with a cast, with which PostgreSQL does not
      // use a partial index.
      const [row] = await prisma.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM outbound_message o JOIN chat c ON c.id = o.chat_id
         WHERE o.kind = 'notice' AND o.part = 0 AND o.sent_at >= ${at} AND c.channel = ${channel}::channel`;
      return row?.count ?? 0;
    },
    async report({ state, detail = {} }) {
      const at = clock.now();
      const kept = detail as Prisma.InputJsonValue;
      await prisma.$executeRaw`
        INSERT INTO channel_status (channel, state, detail, since, at) VALUES (${channel}::channel, ${state}, ${JSON.stringify(kept)}::jsonb, ${at}, ${at})
        ON CONFLICT (channel) DO UPDATE SET state = excluded.state, detail = excluded.detail, at = excluded.at,
          since = CASE WHEN channel_status.state = excluded.state THEN channel_status.since ELSE excluded.since END`;
    },
  };
}
