import type { EventOutbox } from "../core/event-push.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { readEvents } from "./register/read-events.ts";

/**
 * Creates the record of the events that were sent to an endpoint. A new endpoint gets the events that happen after its
 * first use.
 */
export function createEventOutbox(prisma: PrismaClient, endpoint: string): EventOutbox {
  const where = { endpoint };
  const row = async () => {
    const known = await prisma.eventPush.findUnique({ where });
    if (known) return known;
    const { position } = (await prisma.event.findFirst({
      where: { position: { not: null } },
      orderBy: { position: "desc" },
      select: { position: true },
    })) ?? { position: 0n };
    await prisma.eventPush.createMany({ data: [{ endpoint, position: position ?? 0n }], skipDuplicates: true });
    return prisma.eventPush.findUniqueOrThrow({ where });
  };
  const isFree = (at: Date | null, now: Date) => at === null || at <= now;
  return {
    async waiting(now) {
      const { position, attempts, nextTryAt, claimedUntil } = await row();
      if (!isFree(nextTryAt, now) || !isFree(claimedUntil, now)) return undefined;
      const next = await prisma.event.findFirst({
        where: { OR: [{ position: null }, { position: { gt: position } }] },
        select: { id: true },
      });
      return next ? `${endpoint} ${position} ${attempts}` : undefined;
    },
    async claim({ now, claimedUntil, limit }) {
      const { position, attempts } = await row();
      const { count } = await prisma.eventPush.updateMany({
        where: {
          endpoint,
          position,
          AND: [
            { OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }] },
            { OR: [{ nextTryAt: null }, { nextTryAt: { lte: now } }] },
          ],
        },
        data: { claimedUntil },
      });
      if (count === 0) return undefined;
      const events = await readEvents(prisma, String(position), limit);
      if (events.length > 0) return { events, attempts };
      await prisma.eventPush.update({ where, data: { claimedUntil: null } });
      return undefined;
    },
    async passed({ id }, now, error) {
      const position = BigInt(id);
      if (error !== undefined)
        await prisma.eventDeadLetter.createMany({
          data: [{ endpoint, position, error: error.slice(0, 500), at: now }],
          skipDuplicates: true,
        });
      await prisma.eventPush.update({ where, data: { position, attempts: 0, nextTryAt: null } });
    },
    async failed(attempts, nextTryAt) {
      await prisma.eventPush.update({ where, data: { attempts, nextTryAt } });
    },
    async release() {
      await prisma.eventPush.update({ where, data: { claimedUntil: null } });
    },
  };
}
