import { createHash } from "node:crypto";
import type { WebhookDesk } from "../core/bank-ports.ts";
import { shortReference } from "../core/registration/short-reference.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import type { EnqueueIn } from "./records/create-records.ts";

/**
 * Sicoob sends a nosso número without leading zeros, and with or without its check digit; stored ones have seven
 * digits.
 */
const sicoobWidth = 7;
/** While the bank's own reference is unknown, only this many of the boletos last sent to the bank are searched. */
const lastSent = 500;

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
    async boletosOf(bankCode, { bankReference, reference, nossoNumero }) {
      // Filtered by wallets, because the indexes on references and numbers begin with them.
      const wallets = await prisma.bankWallet.findMany({ where: { bankCode }, select: { id: true } });
      const ours = { bankWalletId: { in: wallets.map(({ id }) => id) } };
      if (bankReference !== undefined) {
        const rows = await prisma.boleto.findMany({ where: { ...ours, bankReference }, select: { id: true } });
        if (rows.length > 0) return rows.map(({ id }) => id);
      }
      if (reference !== undefined) {
        const rows = await prisma.$queryRaw<{ id: string }[]>`
          SELECT id FROM boleto
           WHERE bank_code = ${bankCode} AND bank_wallet_id IS NOT NULL AND bank_reference IS NULL AND sent_at IS NOT NULL
           ORDER BY sent_at DESC LIMIT ${lastSent}`;
        return rows.map(({ id }) => id).filter((id) => shortReference(id) === reference);
      }
      if (nossoNumero === undefined) return [];
      const numbers =
        bankCode === "756"
          ? [nossoNumero, nossoNumero.slice(0, -1)].map((digits) => digits.padStart(sicoobWidth, "0"))
          : [nossoNumero];
      const rows = await prisma.boleto.findMany({
        where: { ...ours, nossoNumero: { in: numbers } },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
    async finish(id, now, fault) {
      await prisma.bankWebhook.update({
        where: { id: BigInt(id) },
        data: { doneAt: now, ...(fault !== undefined && { fault }) },
      });
    },
  };
}
