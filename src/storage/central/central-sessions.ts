import type { CentralSession } from "../../core/use-cases/central.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { registrationsOf } from "../same-person.ts";
import { secret } from "../secret.ts";
import { sessionRules } from "../session-rules.ts";

/** Creates the store of the sessions of the Central. Each login is also recorded in the access log. */
export function createCentralSessions(prisma: PrismaClient) {
  const { lives, isStale } = sessionRules;
  const found = (token: string, now: Date) =>
    prisma.centralSession.findFirst({
      where: { tokenHash: secret.hashOf(token), ...lives(now) },
      include: { subscriber: { select: { id: true, name: true } } },
    });
  return {
    async open(access: { subscriberId: string; address: string; way: "code" | "link" | "demo" }, now: Date) {
      const token = secret.create();
      const { subscriberId } = access;
      await prisma.$transaction([
        prisma.centralSession.create({
          data: { tokenHash: secret.hashOf(token), subscriberId, createdAt: now, lastSeenAt: now },
        }),
        prisma.centralAccess.create({ data: { ...access, at: now } }),
      ]);
      return token;
    },
    async find(token: string, now: Date): Promise<CentralSession | undefined> {
      const row = await found(token, now);
      if (!row) return undefined;
      const { notice, lastSeenAt, subscriber, tokenHash } = row;
      if (isStale(lastSeenAt, now) || notice !== null)
        await prisma.centralSession.updateMany({ where: { tokenHash }, data: { notice: null, lastSeenAt: now } });
      return { subscriber, ...(notice !== null && { notice }) };
    },
    async leaveNotice(token: string, notice: string) {
      await prisma.centralSession.updateMany({ where: { tokenHash: secret.hashOf(token) }, data: { notice } });
    },
    async close(token: string) {
      await prisma.centralSession.deleteMany({ where: { tokenHash: secret.hashOf(token) } });
    },
    /**
     * Returns a string that differs whenever the state of an invoice has changed; undefined if the session or the
     * invoice does not exist.
     */
    async pulse(token: string, invoiceId: string, now: Date): Promise<string | undefined> {
      const session = await found(token, now);
      const invoice =
        session &&
        (await prisma.invoice.findFirst({
          where: {
            id: invoiceId,
            contract: { subscriberId: { in: await registrationsOf(prisma, session.subscriber.id) } },
          },
          select: {
            status: true,
            boletos: {
              select: { id: true, status: true, unconfirmed: true, announcedAt: true },
              orderBy: { createdAt: "asc" },
            },
          },
        }));
      return invoice ? JSON.stringify(invoice) : undefined;
    },
  };
}
