import type { Change } from "../../core/operator/audit.ts";
import type { Author } from "../../core/operator/author.ts";
import type { Transaction } from "../../database/sql.ts";

/** Adds an entry to the audit log, in the transaction of the change that it reports. */
export async function writeAudit(tx: Transaction, author: Author, change: Change, now: Date): Promise<void> {
  await tx.auditEntry.create({
    data: { ...change, at: now, operatorName: author.name, operatorId: author.operatorId ?? null },
  });
}
