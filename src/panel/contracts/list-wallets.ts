import type { PrismaClient } from "../../database/generated/client.ts";

/** A wallet that a contract may be linked to. */
export interface WalletChoice {
  id: string;
  externalId: string;
  kind: "fatura" | "bank";
  description: string;
  /** The only branch whose contracts may use it; absent if all may. */
  branch?: string;
  active: boolean;
}

/** Lists all wallets by description, those of type Fatura first. */
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
