import { createHash } from "node:crypto";
import type { WebhookDesk } from "../core/bank-ports.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { findBoletos } from "./find-boletos.ts";
import type { EnqueueIn } from "./records/create-records.ts";

/** Creates the store of webhooks from banks. */
export function createWebhookDesk(prisma: PrismaClient, enqueue: EnqueueIn): WebhookDesk {
  return {
    async keep(bank, body, now) {
      const digest = createHash("sha256").update(body).digest("hex");
      await prisma.$transaction(async (tx) => {
        const { id, times } = await tx.bankWebhook.upsert({
          where: { bank_digest: { bank, digest } },
          create: { bank, digest, body, receivedAt: now },
          update: { times: { increment: 1 } },
        });
        if (times === 1) await enqueue(tx, { name: "bank-webhook", webhookId: String(id) });
      });
    },
    async waiting(id) {
      const row = await prisma.bankWebhook.findUnique({ where: { id: BigInt(id), doneAt: null } });
      return row ? { bank: row.bank, body: row.body } : undefined;
    },
    async boletosOf(bankCode, note) {
      const select = { id: true, bankCode: true, account: true };
      return findBoletos(prisma, await prisma.bankWallet.findMany({ where: { bankCode }, select }), note);
    },
    async finish(id, now, fault) {
      await prisma.bankWebhook.update({
        where: { id: BigInt(id) },
        data: { doneAt: now, ...(fault !== undefined && { fault }) },
      });
    },
  };
}
