import type { BoletoName, NamedBoleto } from "../core/bank-ports.ts";
import type { BankCode } from "../core/billing/bank-code.ts";
import type { BankAccount } from "../core/boleto/boleto-values.ts";
import { numbersMeant } from "../core/boleto/numbers-meant.ts";
import { idsOfReference } from "../core/registration/short-reference.ts";
import { whoseReference } from "../core/registration/whose-reference.ts";
import type { PrismaClient } from "../database/generated/client.ts";

/**
 * Returns the boletos that a bank may mean by a name, among those of some bank wallets: by the bank's reference, else by
 * ours, else by the nosso número. Several only if the nosso número is ambiguous. A number together with another
 * system's reference is no boleto of ours.
 */
export async function findBoletos(
  prisma: PrismaClient,
  wallets: readonly { id: string; bankCode: string; account: unknown }[],
  { bankReference, reference, nossoNumero }: BoletoName,
): Promise<NamedBoleto[]> {
  // Filtered by wallets, because the indexes on references and numbers begin with them.
  const ours = { bankWalletId: { in: wallets.map(({ id }) => id) } };
  const idsWhere = async (where: Parameters<typeof prisma.boleto.findMany>[0]) =>
    (await prisma.boleto.findMany({ ...where, select: { id: true } })).map(({ id }) => id);
  if (bankReference !== undefined) {
    const ids = await idsWhere({ where: { ...ours, bankReference } });
    if (ids.length > 0) return ids.map((id) => ({ id, isProven: true }));
  }
  const range = reference === undefined ? undefined : idsOfReference(reference);
  if (range) {
    const ids = await idsWhere({ where: { ...ours, id: { gte: range.from, lte: range.to }, sentAt: { not: null } } });
    if (ids.length > 0) return ids.map((id) => ({ id, isProven: true }));
  }
  const digits = nossoNumero?.replace(/\D/g, "") ?? "";
  if (digits === "") return [];
  const meant = wallets.map(({ id: bankWalletId, bankCode, account }) => ({
    bankWalletId,
    nossoNumero: { in: [...numbersMeant(bankCode as BankCode, account as BankAccount, digits)] },
  }));
  return (await idsWhere({ where: { OR: meant } })).flatMap((id) => {
    const whose = whoseReference(reference, id);
    return whose === "foreign" ? [] : { id, isProven: whose === "ours" };
  });
}
