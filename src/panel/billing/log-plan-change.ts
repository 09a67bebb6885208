import type { Author } from "../../core/operator/author.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";

/** Records in the audit log that the billing of a contract was changed. */
export function logPlanChange(prisma: PrismaClient, contract: string, by: Author, now: Date): Promise<void> {
  const sentence = `Mudou o faturamento automático do contrato ${contract}.`;
  const change = { action: "billing.changed", subject: `contract ${contract}`, sentence };
  return prisma.$transaction((tx) => writeAudit(tx, by, change, now));
}
