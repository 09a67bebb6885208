import type { Author } from "../../core/operator/author.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";

/**
 * An uploaded file that is reviewed before it is imported. It is kept in the database, because any process may get the
 * next request.
 */
export interface Draft {
  fileName: string;
  bytes: Uint8Array;
}

const dayMs = 24 * 3_600_000;

/** Stores a file for a day, and returns its id. */
export async function keepDraft(prisma: PrismaClient, draft: Draft, by: Author, now: Date): Promise<string> {
  await prisma.csvDraft.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - dayMs) } } });
  const { fileName, bytes } = draft;
  const data = { fileName, bytes: new Uint8Array(bytes), createdBy: ownerOf(by), createdAt: now };
  return (await prisma.csvDraft.create({ data, select: { id: true } })).id;
}

/** Returns a file if this operator uploaded it; undefined otherwise. */
export async function findDraft(prisma: PrismaClient, id: string, by: Author): Promise<Draft | undefined> {
  const row = await prisma.csvDraft.findFirst({ where: { id, createdBy: ownerOf(by) } });
  return row ? { fileName: row.fileName, bytes: row.bytes } : undefined;
}

/** Deletes a file that was imported, and records the import in the audit log. */
export function finishDraft(
  prisma: PrismaClient,
  { id, by, sentence, now }: { id: string; by: Author; sentence: string; now: Date },
): Promise<void> {
  return prisma.$transaction(async (tx) => {
    await tx.csvDraft.deleteMany({ where: { id } });
    await writeAudit(tx, by, { action: "csv.imported", subject: "csv", sentence }, now);
  });
}

const ownerOf = ({ operatorId, name }: Author) => operatorId ?? name;
