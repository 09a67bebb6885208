import type { Author } from "../../core/operator/author.ts";
import type { Clock } from "../../core/ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import type { Drafts } from "./drafts-types.ts";

const dayMs = 24 * 3_600_000;

/** Files on their way in, in the database: whichever process gets the next request has them. */
export function createDrafts(prisma: PrismaClient, clock: Clock): Drafts {
  const whose = ({ operatorId, name }: Author) => operatorId ?? name;
  return {
    async keep({ fileName, bytes }, by) {
      const now = clock.now();
      await prisma.csvDraft.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - dayMs) } } });
      const data = { fileName, bytes: new Uint8Array(bytes), createdBy: whose(by), createdAt: now };
      return (await prisma.csvDraft.create({ data, select: { id: true } })).id;
    },
    async get(id, by) {
      const row = await prisma.csvDraft.findFirst({ where: { id, createdBy: whose(by) } });
      return row ? { fileName: row.fileName, bytes: row.bytes } : undefined;
    },
    written: (id, by, sentence) =>
      prisma.$transaction(async (tx) => {
        await tx.csvDraft.deleteMany({ where: { id } });
        await writeAudit(tx, by, { action: "csv.imported", subject: "csv", sentence }, clock.now());
      }),
  };
}
