import type { PrismaClient } from "../../database/generated/client.ts";
import type { ContractFilter } from "./contract-filter.ts";
import { contractWhere } from "./contract-where.ts";

/** How many of the contracts that a filter finds have a given wallet now. */
export interface WalletCount {
  walletId?: string;
  description: string;
  contracts: number;
  /** The number by branch, for wallets that serve only one branch. "" stands for no branch. */
  ofBranch: Readonly<Record<string, number>>;
}

/** Counts the contracts that a filter finds by their present wallet. The largest count comes first. */
export async function countContracts(prisma: PrismaClient, filter: ContractFilter): Promise<WalletCount[]> {
  const rows = await prisma.$queryRaw<
    { walletId: string | null; description: string | null; branch: string; contracts: number }[]
  >`
    SELECT counted.*, w.description
      FROM (SELECT c.wallet_id AS "walletId", coalesce(c.branch, '') AS branch, count(*)::int AS contracts
              FROM contract c WHERE ${contractWhere(filter)} GROUP BY 1, 2) AS counted
      LEFT JOIN wallet w ON w.id = counted."walletId"`;
  const counts = new Map<string, WalletCount>();
  for (const { walletId, description, branch, contracts } of rows) {
    const key = walletId ?? "";
    const before = counts.get(key);
    counts.set(key, {
      ...(walletId !== null && { walletId }),
      description: description ?? "sem carteira",
      contracts: (before?.contracts ?? 0) + contracts,
      ofBranch: { ...before?.ofBranch, [branch]: contracts },
    });
  }
  return [...counts.values()].sort((one, other) => other.contracts - one.contracts);
}
