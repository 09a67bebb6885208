import type { BankDesk, BankHealth } from "../core/bank-ports.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { takeTurn } from "./bank-pace.ts";

/**
 * Creates the state that the bank clients of all processes share: access tokens, and the health of the API of each
 * bank.
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
    async health(bankCode) {
      const row = await prisma.bankHealth.findUnique({ where: { bankCode } });
      return row ? healthOf(row) : { failures: 0 };
    },
    async succeeded(bankCode) {
      await prisma.bankHealth.updateMany({
        where: {
          bankCode,
          OR: [{ failures: { gt: 0 } }, { openUntil: { not: null } }, { refusedSince: { not: null } }],
        },
        data: { failures: 0, openUntil: null, refusedSince: null },
      });
    },
    async refused(bankCode, { reason, until, now }) {
      await prisma.$transaction(async (tx) => {
        await tx.bankHealth.upsert({
          where: { bankCode },
          create: { bankCode, openUntil: until },
          update: { openUntil: until },
        });
        const told = await tx.bankHealth.updateMany({
          where: { bankCode, refusedSince: null },
          data: { refusedSince: now },
        });
        const data = { bankCode, reason, until: until.toISOString() };
        if (told.count > 0) await tx.event.create({ data: { type: "bank.no-permission", data, at: now } });
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
        if (!openUntil) return { failures };
        const { openUntil: before } = await tx.bankHealth.findUniqueOrThrow({ where: { bankCode } });
        await tx.bankHealth.update({ where: { bankCode }, data: { openUntil } });
        if (!before)
          await tx.event.create({
            data: { type: "bank.in-trouble", data: { bankCode, failures, until: openUntil.toISOString() }, at: now },
          });
        return { failures, openUntil };
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
    async pause(bankCode, until) {
      await prisma.bankHealth.upsert({
        where: { bankCode },
        create: { bankCode, pausedUntil: until },
        update: { pausedUntil: until },
      });
    },
  };
}

const healthOf = (row: { failures: number; openUntil: Date | null; pausedUntil: Date | null }): BankHealth => ({
  failures: row.failures,
  ...(row.openUntil && { openUntil: row.openUntil }),
  ...(row.pausedUntil && { pausedUntil: row.pausedUntil }),
});
