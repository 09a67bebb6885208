import type { Author } from "../../core/operator/author.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import { Prisma, type PrismaClient } from "../../database/generated/client.ts";
import type { Transaction } from "../../database/sql.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import type { Panel } from "../panel.ts";
import type { ContractFilter } from "./contract-filter.ts";
import { contractWhere } from "./contract-where.ts";

/** A run that links many contracts to one wallet. */
export interface LinkRun {
  id: string;
  wallet: string;
  total: number;
  done: number;
  finished: boolean;
}

const batchSize = 500;

/**
 * SQL condition for the contracts that the filter finds, that the wallet accepts, and that do not have the wallet yet.
 */
function linkable(filter: ContractFilter, wallet: { id: string; branch: string | null }): Prisma.Sql {
  const ofBranch = wallet.branch === null ? Prisma.sql`true` : Prisma.sql`c.branch = ${wallet.branch}`;
  return Prisma.sql`${contractWhere(filter)} AND c.wallet_id IS DISTINCT FROM ${wallet.id}::uuid AND ${ofBranch}`;
}

/**
 * Starts a job that links all contracts which a filter finds to a wallet. Returns the id of the run. Throws
 * RegisterError if the wallet is not active.
 */
export function startLinkRun(
  { prisma, enqueueIn, clock }: Pick<Panel, "prisma" | "enqueueIn" | "clock">,
  filter: ContractFilter,
  walletId: string,
  by: Author,
): Promise<string> {
  return prisma.$transaction(async (tx) => {
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
    await enqueueIn(tx, { name: "link-contracts", runId: id });
    return id;
  });
}

/** Returns the progress of a run; undefined if there is none with this id. */
export async function findLinkRun(prisma: PrismaClient, id: string): Promise<LinkRun | undefined> {
  const row = await prisma.linkRun.findUnique({ where: { id }, include: { wallet: true } });
  if (!row) return undefined;
  const { total, done, finishedAt, wallet } = row;
  // `total` was counted at the start, and contracts may have been added since. The progress must not exceed 100 %.
  return { id, wallet: wallet.description, total: Math.max(total, done), done, finished: finishedAt !== null };
}

/**
 * Links the contracts of a run in batches. A run that was interrupted continues where it stopped. Returns at once if
 * another process is working on the run.
 */
export async function doLinkRun(prisma: PrismaClient, runId: string, now: () => Date): Promise<void> {
  while (await prisma.$transaction((tx) => linkBatch(tx, runId, now()))) {
    // Each batch is committed, so that others see the progress.
  }
}

/** Links one batch. Returns true if there may be more contracts to link. */
async function linkBatch(tx: Transaction, runId: string, now: Date): Promise<boolean> {
  // To wait for the batch of another process would occupy a connection, and afterwards there would be nothing left to
  // do.
  const free = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM link_run WHERE id = ${runId}::uuid FOR UPDATE SKIP LOCKED`;
  if (free.length === 0) return false;
  const run = await tx.linkRun.findUnique({ where: { id: runId }, include: { wallet: true } });
  if (!run || run.finishedAt) return false;
  const beyond = run.cursor === null ? Prisma.sql`true` : Prisma.sql`c.id > ${run.cursor}::uuid`;
  const rows = await tx.$queryRaw<{ id: string; externalId: string }[]>`
    SELECT c.id, c.external_id AS "externalId" FROM contract c
     WHERE ${linkable(run.filter as unknown as ContractFilter, run.wallet)} AND ${beyond}
     ORDER BY c.id LIMIT ${batchSize} FOR UPDATE`;
  const last = rows.at(-1);
  if (!last) {
    await tx.linkRun.update({ where: { id: runId }, data: { finishedAt: now } });
    return false;
  }
  await tx.contract.updateMany({ where: { id: { in: rows.map(({ id }) => id) } }, data: { walletId: run.walletId } });
  const walletId = run.wallet.externalId;
  await tx.event.createMany({
    data: rows.map(({ externalId: contractId }) => ({
      type: "contract.linked",
      data: { contractId, walletId },
      at: now,
    })),
  });
  await tx.linkRun.update({ where: { id: runId }, data: { cursor: last.id, done: { increment: rows.length } } });
  return true;
}
