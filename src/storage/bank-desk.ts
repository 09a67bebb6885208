import type { BankDesk } from "../core/bank-ports.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { takeTurn } from "./bank-pace.ts";

/**
 * Creates the state that the bank clients of all processes share: access tokens, the health of the API of each
 * bank, and what it refuses to a bank wallet.
 */
export function createBankDesk(prisma: PrismaClient): BankDesk {
  return {
    async token(bankWalletId) {
      const row = await prisma.bankToken.findUnique({ where: { bankWalletId } });
      return row ? { sealed: row.sealed, expiresAt: row.expiresAt } : undefined;
    },
    async keepToken(bankWalletId, token) {
      await prisma.bankToken.upsert({
        where: { bankWalletId },
        create: { bankWalletId, ...token },
        update: { ...token, renewingUntil: null },
      });
    },
    async claimToken(bankWalletId, until, now) {
      // Without a token the row holds an empty one, which has expired and which nobody can open.
      const claimed = await prisma.$executeRaw`
        INSERT INTO bank_token AS t (bank_wallet_id, sealed, expires_at, renewing_until)
        VALUES (${bankWalletId}::uuid, '', ${new Date(0)}, ${until})
        ON CONFLICT (bank_wallet_id) DO UPDATE SET renewing_until = EXCLUDED.renewing_until
         WHERE t.renewing_until IS NULL OR t.renewing_until <= ${now}`;
      return claimed > 0;
    },
    async releaseToken(bankWalletId) {
      await prisma.bankToken.updateMany({ where: { bankWalletId }, data: { renewingUntil: null } });
    },
    async forgetToken(bankWalletId, sealed) {
      await prisma.bankToken.deleteMany({ where: { bankWalletId, sealed } });
    },
    async health({ bankCode, bankWalletId, client, purpose }) {
      const [row] = await prisma.$queryRaw<{ openUntil: Date | null; pausedUntil: Date | null }[]>`
        SELECT greatest(
                 (SELECT open_until FROM bank_health WHERE bank_code = ${bankCode}),
                 (SELECT max(until) FROM bank_refusal
                   WHERE bank_wallet_id = ${bankWalletId}::uuid AND purpose IN ('access', ${purpose}))
               ) AS "openUntil",
               (SELECT paused_until FROM bank_pace WHERE lane = ${client}) AS "pausedUntil"`;
      return {
        ...(row?.openUntil && { openUntil: row.openUntil }),
        ...(row?.pausedUntil && { pausedUntil: row.pausedUntil }),
      };
    },
    async succeeded({ bankCode, bankWalletId, purpose }) {
      await prisma.$executeRaw`
        WITH well AS (
          UPDATE bank_health SET failures = 0, open_until = NULL
           WHERE bank_code = ${bankCode} AND (failures > 0 OR open_until IS NOT NULL)
        )
        DELETE FROM bank_refusal
         WHERE bank_wallet_id = ${bankWalletId}::uuid AND purpose IN ('access', ${purpose})`;
    },
    async refused({ bankCode, bankWalletId, purpose }, { reason, until, now }) {
      await prisma.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ isNew: boolean; externalId: string }[]>`
          INSERT INTO bank_refusal (bank_wallet_id, purpose, since, until)
          VALUES (${bankWalletId}::uuid, ${purpose}, ${now}, ${until})
          ON CONFLICT (bank_wallet_id, purpose) DO UPDATE SET until = EXCLUDED.until
          RETURNING xmax = 0 AS "isNew",
                    (SELECT external_id FROM bank_wallet WHERE id = bank_wallet_id) AS "externalId"`;
        if (!row?.isNew) return;
        const data = { bankCode, bankWalletId: row.externalId, purpose, reason, until: until.toISOString() };
        await tx.event.create({ data: { type: "bank.no-permission", data, at: now } });
      });
    },
    takeTurn: (request) => takeTurn(prisma, request),
    async failed(bankCode, openAfter, now) {
      return prisma.$transaction(async (tx) => {
        const { failures } = await tx.bankHealth.upsert({
          where: { bankCode },
          create: { bankCode, failures: 1 },
          update: { failures: { increment: 1 } },
        });
        const openUntil = openAfter(failures);
        if (!openUntil) return {};
        const { openUntil: before } = await tx.bankHealth.findUniqueOrThrow({ where: { bankCode } });
        await tx.bankHealth.update({ where: { bankCode }, data: { openUntil } });
        if (!before)
          await tx.event.create({
            data: { type: "bank.in-trouble", data: { bankCode, failures, until: openUntil.toISOString() }, at: now },
          });
        return { openUntil };
      });
    },
    async unclaimed(bankWalletId, references) {
      const claimed = await prisma.boleto.findMany({
        where: { bankWalletId, bankReference: { in: [...references] } },
        select: { bankReference: true },
      });
      const names = new Set(claimed.map(({ bankReference }) => bankReference));
      return references.filter((reference) => !names.has(reference));
    },
    async pause(client, until) {
      const start = new Date(0);
      await prisma.bankPace.upsert({
        where: { lane: client },
        create: { lane: client, nextAt: start, queueAt: start, pausedUntil: until },
        update: { pausedUntil: until },
      });
    },
  };
}
