import type { Change } from "../../core/operator/audit.ts";
import type { PrismaClient } from "../../database/generated/client.ts";

/** An entry of the audit log. */
export interface AuditLine extends Change {
  id: string;
  at: Date;
  operatorName: string;
}

/** Lists the audit log, newest first: of one subject, or of all. `before` is the `next` of the page before. */
export async function listAudit(
  prisma: PrismaClient,
  { before, subject, limit }: { before?: string; subject?: string; limit: number },
): Promise<{ lines: AuditLine[]; next?: string }> {
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
}
