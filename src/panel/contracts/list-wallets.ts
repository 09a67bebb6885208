import type { PrismaClient } from "../../database/generated/client.ts";

/** A wallet to which a contract may be linked. */
export interface WalletChoice {
  id: string;
  externalId: string;
  kind: "fatura" | "bank";
  description: string;
  /** The only branch whose contracts may use the wallet; absent if all contracts may. */
  branch?: string;
  active: boolean;
}

/** Lists all wallets by description; those of type Fatura come first. */
export async function listWallets(prisma: PrismaClient): Promise<WalletChoice[]> {
  const rows = await prisma.wallet.findMany({ orderBy: [{ kind: "asc" }, { description: "asc" }] });
  return rows.map(({ id, externalId, kind, description, branch, active }) => ({
    id,
    externalId,
    kind,
    description,
    active,
    ...(branch !== null && { branch }),
  }));
}
