import type { Change } from "../../core/operator/audit.ts";
import type { Author } from "../../core/operator/author.ts";
import type { Transaction } from "../../database/sql.ts";

/** Writes who changed what into the log, in the transaction that changes it. */
export async function writeAudit(tx: Transaction, by: Author, change: Change, now: Date): Promise<void> {
  await tx.auditEntry.create({
    data: { ...change, at: now, operatorName: by.name, operatorId: by.operatorId ?? null },
  });
}
