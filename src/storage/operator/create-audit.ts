import type { Audit } from "../../core/operator/audit.ts";
import type { PrismaClient } from "../../database/generated/client.ts";

/** The log of changes. */
export function createAudit(prisma: PrismaClient): Audit {
  return {
    async lines({ before, subject, limit }) {
      const rows = await prisma.auditEntry.findMany({
        where: { ...(before && { id: { lt: BigInt(before) } }), ...(subject && { subject }) },
        orderBy: { id: "desc" },
        take: limit + 1,
      });
      const lines = rows.slice(0, limit).map(({ id, at, operatorName, action, subject: to, sentence }) => ({
        id: String(id),
        at,
        operatorName,
        action,
        subject: to,
        sentence,
      }));
      const last = lines.at(-1);
      return rows.length > limit && last ? { lines, next: last.id } : { lines };
    },
  };
}
