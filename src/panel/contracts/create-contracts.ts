import { maskPhone } from "../../core/identity/phone.ts";
import type { Author } from "../../core/operator/author.ts";
import type { Clock } from "../../core/ports.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Prisma, PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import type { EnqueueIn } from "../../storage/records/create-records.ts";
import { contractFile } from "./contract-file.ts";
import { contractWhere } from "./contract-where.ts";
import type { ContractFilter, Contracts, WalletCount } from "./contracts-types.ts";
import { linkable } from "./link-run.ts";
import { listContracts } from "./list-contracts.ts";

/** Contracts in the database, as the panel needs them. */
export function createContracts(prisma: PrismaClient, enqueue: EnqueueIn, clock: Clock): Contracts {
  return {
    list: (filter, page) => listContracts(prisma, filter, page),
    get: (id) => contractFile(prisma, id),
    authorisePhone: (of) => authorisePhone(prisma, of, clock.now()),
    async wallets() {
      const rows = await prisma.wallet.findMany({ orderBy: [{ kind: "asc" }, { description: "asc" }] });
      return rows.map(({ id, externalId, kind, description, branch, active }) => ({
        id,
        externalId,
        kind,
        description,
        active,
        ...(branch !== null && { branch }),
      }));
    },
    count: (filter) => countContracts(prisma, filter),
    startRun: (filter, walletId, by) =>
      prisma.$transaction(async (tx) => {
        const wallet = await tx.wallet.findUnique({ where: { id: walletId } });
        if (!wallet?.active) throw new RegisterError("not-found", "wallet", "escolha uma carteira ativa");
        const [{ total } = { total: 0 }] = await tx.$queryRaw<{ total: number }[]>`
          SELECT count(*)::int AS total FROM contract c WHERE ${linkable(filter, wallet)}`;
        const { id } = await tx.linkRun.create({
          data: { walletId, filter: filter as unknown as Prisma.InputJsonObject, total, startedAt: clock.now() },
        });
        const sentence = `Vinculou ${total} contratos de uma vez à carteira ${wallet.description}.`;
        const change = { action: "contract.linked-many", subject: `wallet ${wallet.externalId}`, sentence };
        await writeAudit(tx, by, change, clock.now());
        await enqueue(tx, { name: "link-contracts", runId: id });
        return id;
      }),
    async run(id) {
      const row = await prisma.linkRun.findUnique({ where: { id }, include: { wallet: true } });
      if (!row) return undefined;
      const { total, done, finishedAt, wallet } = row;
      // What was linked in the meantime needs nothing: a run never passes its end.
      return { id, wallet: wallet.description, total: Math.max(total, done), done, finished: finishedAt !== null };
    },
  };
}

/** How many contracts of a filter have which wallet now, the most first. */
async function countContracts(prisma: PrismaClient, filter: ContractFilter): Promise<WalletCount[]> {
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

/** As many as the API takes. */
const most = 10;

/** Another phone that may see a contract, from now on or no longer. False where that is so already. */
function authorisePhone(
  prisma: PrismaClient,
  { contractId, phone, may, by }: { contractId: string; phone: string; may: boolean; by: Author },
  now: Date,
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    // One after the other: two at once would pass the limit.
    await tx.$queryRaw`SELECT 1 FROM contract WHERE id = ${contractId}::uuid FOR UPDATE`;
    const { externalId } = await tx.contract.findUniqueOrThrow({ where: { id: contractId } });
    const before = await tx.contractPhone.findMany({ where: { contractId } });
    if (before.some((row) => row.phone === phone) === may) return false;
    if (may && before.length >= most)
      throw new RegisterError("conflict", "phone", `já são ${most} telefones; retire um antes`);
    if (may) await tx.contractPhone.create({ data: { contractId, phone, authorisedAt: now } });
    else await tx.contractPhone.delete({ where: { contractId_phone: { contractId, phone } } });
    const sentence = may
      ? `Autorizou o telefone ${maskPhone(phone)} a ver o contrato ${externalId}.`
      : `Retirou do telefone ${maskPhone(phone)} a autorização de ver o contrato ${externalId}.`;
    await writeAudit(tx, by, { action: "contract.phone", subject: `contract ${externalId}`, sentence }, now);
    return true;
  });
}
