import { Prisma, type PrismaClient } from "../../database/generated/client.ts";
import type { Transaction } from "../../database/sql.ts";
import { contractWhere } from "./contract-where.ts";
import type { ContractFilter } from "./contracts-types.ts";

const atOnce = 500;

/** The contracts of a filter that a wallet takes and does not have yet. */
export function linkable(filter: ContractFilter, wallet: { id: string; branch: string | null }): Prisma.Sql {
  const ofBranch = wallet.branch === null ? Prisma.sql`true` : Prisma.sql`c.branch = ${wallet.branch}`;
  return Prisma.sql`${contractWhere(filter)} AND c.wallet_id IS DISTINCT FROM ${wallet.id}::uuid AND ${ofBranch}`;
}

/** Links the contracts of a run, some at a time; begun again, it goes on where it was. Whoever comes second leaves. */
export async function doLinkRun(prisma: PrismaClient, runId: string, now: () => Date): Promise<void> {
  while (await prisma.$transaction((tx) => linkSome(tx, runId, now()))) {
    // Each round is committed: others see how far it is.
  }
}

/** Gives whether there may be more. */
async function linkSome(tx: Transaction, runId: string, now: Date): Promise<boolean> {
  // Waiting for somebody else's round would hold a connection, and leave nothing to do.
  const free = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM link_run WHERE id = ${runId}::uuid FOR UPDATE SKIP LOCKED`;
  if (free.length === 0) return false;
  const run = await tx.linkRun.findUnique({ where: { id: runId }, include: { wallet: true } });
  if (!run || run.finishedAt) return false;
  const beyond = run.cursor === null ? Prisma.sql`true` : Prisma.sql`c.id > ${run.cursor}::uuid`;
  const rows = await tx.$queryRaw<{ id: string; externalId: string }[]>`
    SELECT c.id, c.external_id AS "externalId" FROM contract c
     WHERE ${linkable(run.filter as unknown as ContractFilter, run.wallet)} AND ${beyond}
     ORDER BY c.id LIMIT ${atOnce} FOR UPDATE`;
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
