import type { Remittances } from "../core/file-ports.ts";
import type { PrismaClient } from "../database/generated/client.ts";

/**
 * Creates the queries for remessas. `bankWalletId` is the external id, by which the provider's system names the wallet.
 */
export function createRemittances(prisma: PrismaClient): Remittances {
  const file = { fileName: true, content: true } as const;
  return {
    async list({ bankWalletId, before, limit }) {
      const last = before === undefined ? undefined : await prisma.remittance.findUnique({ where: { id: before } });
      const rows = await prisma.remittance.findMany({
        where: {
          ...(bankWalletId !== undefined && { bankWallet: { externalId: bankWalletId } }),
          ...(last && {
            OR: [{ madeAt: { lt: last.madeAt } }, { madeAt: last.madeAt, id: { lt: last.id } }],
          }),
        },
        select: {
          id: true,
          nsa: true,
          fileName: true,
          madeAt: true,
          bankWallet: { select: { externalId: true, bankCode: true } },
          _count: { select: { items: true } },
        },
        orderBy: [{ madeAt: "desc" }, { id: "desc" }],
        take: limit,
      });
      return rows.map(({ id, nsa, fileName, madeAt, bankWallet, _count }) => ({
        id,
        bankWalletId: bankWallet.externalId,
        bankCode: bankWallet.bankCode,
        number: nsa,
        fileName,
        madeAt: madeAt.toISOString(),
        titles: _count.items,
      }));
    },
    async file(id) {
      return (await prisma.remittance.findUnique({ where: { id }, select: file })) ?? undefined;
    },
    async numbered(bankWalletId, nsa) {
      const row = await prisma.remittance.findFirst({
        where: { bankWallet: { externalId: bankWalletId }, nsa },
        select: file,
      });
      return row ?? undefined;
    },
  };
}
