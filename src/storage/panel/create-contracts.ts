import type { Contracts } from "../../core/panel/contracts.ts";
import type { Clock } from "../../core/ports.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Prisma, PrismaClient } from "../generated/client.ts";
import type { EnqueueIn } from "../records/create-records.ts";
import { authorisePhone } from "./authorise-phone.ts";
import { contractFile } from "./contract-file.ts";
import { countContracts } from "./count-contracts.ts";
import { linkable } from "./link-run.ts";
import { listContracts } from "./list-contracts.ts";
import { writeAudit } from "./write-audit.ts";

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
