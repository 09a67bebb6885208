import type { Operator } from "../../core/operator/operator.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { operatorOf } from "../../storage/operator/operator-of.ts";
import { secret } from "../../storage/secret.ts";
import { sessionRules } from "../../storage/session-rules.ts";

/** A logged-in operator, and the notice that the last page left. */
export interface Session {
  operator: Operator;
  /** When the operator last proved the password; absent if that is not known. */
  provenAt?: Date;
  notice?: string;
}

/** Creates the store of the sessions of operators. */
export function createSessions(prisma: PrismaClient) {
  const { lives, isStale } = sessionRules;
  return {
    async open(operatorId: string, now: Date): Promise<string> {
      const token = secret.create();
      await prisma.operatorSession.deleteMany({ where: { operatorId, NOT: lives(now) } });
      const times = { createdAt: now, lastSeenAt: now, provenAt: now };
      await prisma.operatorSession.create({ data: { tokenHash: secret.hashOf(token), operatorId, ...times } });
      return token;
    },
    /** Returns the session of a token and clears its notice; undefined if the token has no valid session. */
    async find(token: string, now: Date): Promise<Session | undefined> {
      const tokenHash = secret.hashOf(token);
      const row = await prisma.operatorSession.findFirst({
        where: { tokenHash, ...lives(now), operator: { active: true } },
        include: { operator: true },
      });
      if (!row) return undefined;
      const { notice, lastSeenAt, provenAt, operator } = row;
      if (isStale(lastSeenAt, now) || notice !== null)
        await prisma.operatorSession.updateMany({ where: { tokenHash }, data: { notice: null, lastSeenAt: now } });
      return {
        operator: operatorOf(operator),
        ...(provenAt !== null && { provenAt }),
        ...(notice !== null && { notice }),
      };
    },
    /** Leaves a notice that the next page shows. */
    async leaveNotice(token: string, notice: string): Promise<void> {
      await prisma.operatorSession.updateMany({ where: { tokenHash: secret.hashOf(token) }, data: { notice } });
    },
    async markProven(token: string, now: Date): Promise<void> {
      await prisma.operatorSession.updateMany({ where: { tokenHash: secret.hashOf(token) }, data: { provenAt: now } });
    },
    async close(token: string): Promise<void> {
      await prisma.operatorSession.deleteMany({ where: { tokenHash: secret.hashOf(token) } });
    },
    /** Closes all sessions of an operator except that of the token `keep`. */
    async closeAll(operatorId: string, keep?: string): Promise<void> {
      const kept = keep === undefined ? {} : { tokenHash: { not: secret.hashOf(keep) } };
      await prisma.operatorSession.deleteMany({ where: { operatorId, ...kept } });
    },
  };
}
