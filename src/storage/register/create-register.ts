import { z } from "zod";
import type { PutOutcome, Register, RegisterPage } from "../../core/register/register.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { ResourceName } from "../../core/register/schemas.ts";
import { Prisma, type PrismaClient } from "../../database/generated/client.ts";
import { inTransaction } from "../../database/transaction.ts";
import { writeAudit } from "../operator/write-audit.ts";
import type { EnqueueIn } from "../records/create-records.ts";
import { putAll } from "./put-all.ts";
import { readEvents } from "./read-events.ts";
import { similarIds } from "./similar-ids.ts";
import { toApiResource } from "./to-api-resource.ts";

const includes = {
  branches: {},
  subscribers: { phones: true },
  contracts: { subscriber: true, wallet: true, phones: { orderBy: { phone: "asc" } } },
  wallets: { banks: { include: { bankWallet: true }, orderBy: { position: "asc" } } },
  "bank-wallets": {},
  invoices: { contract: true, payments: { where: { outcome: "parcial", undoneAt: null } } },
  boletos: { invoice: true },
} as const;

/** Creates the register, which stores the data that the provider's system sends. It calls no bank; jobs do that. */
export function createRegister(prisma: PrismaClient, enqueue: EnqueueIn): Register {
  // The tables of the resources have these calls in common, but the generated types of Prisma have nothing in common.
  type Table = {
    findMany(query: object): Promise<Record<string, unknown>[]>;
    findFirst(query: object): Promise<Record<string, unknown> | null>;
  };
  const tables: Record<ResourceName, Table> = {
    branches: prisma.branch,
    subscribers: prisma.subscriber,
    contracts: prisma.contract,
    wallets: prisma.wallet,
    "bank-wallets": prisma.bankWallet,
    invoices: prisma.invoice,
    boletos: prisma.boleto,
  } as unknown as Record<ResourceName, Table>;
  const get = async (resource: ResourceName, id: string) => {
    // A boleto can also be read by our own id. The ids of the provider's system may have the same form, so both are
    // tried.
    const isOurs = resource === "boletos" && ourId.test(id);
    const row = await tables[resource].findFirst({
      where: isOurs ? { OR: [{ id }, { externalId: id }] } : { externalId: id },
      include: includesOf(resource),
    });
    return row ? toApiResource(resource, row) : undefined;
  };
  return {
    get,
    async getMany(resource, ids) {
      const found = new Map<string, Record<string, unknown>>();
      for (let from = 0; from < ids.length; from += batchSize) {
        const rows = await tables[resource].findMany({
          where: { externalId: { in: ids.slice(from, from + batchSize) } },
          include: includesOf(resource),
        });
        for (const row of rows) found.set(String(row.externalId), toApiResource(resource, row));
      }
      return found;
    },
    async subscribersWith(documents) {
      const found = [];
      for (let from = 0; from < documents.length; from += batchSize) {
        const document = { in: documents.slice(from, from + batchSize) };
        found.push(
          ...(await prisma.subscriber.findMany({ where: { document }, select: { externalId: true, document: true } })),
        );
      }
      return found.map(({ externalId: id, document }) => ({ id, document }));
    },
    similarIds: (resource, given) => similarIds(prisma, resource, given),
    async put(entries, { now, dryRun = false, onEach, log }) {
      const work = inTransaction(
        prisma,
        async (tx) => {
          // `onEach` is called for every entry that is refused, not only for the first one.
          const results = await putAll(tx, entries, { now, enqueue }, onEach);
          const refusal = results.find((result) => result instanceof RegisterError);
          if (refusal) throw refusal;
          if (log && results.some((result) => result !== "same")) await writeAudit(tx, log.by, log.change, now);
          return results.filter((result): result is PutOutcome => !(result instanceof RegisterError));
        },
        { timeoutMs: 600_000, rollback: dryRun },
      );
      return work.catch((error: unknown) => {
        throw translateError(error);
      });
    },
    async list(resource, after, limit) {
      // Boletos are listed by our own id, because those that we issue have no external id.
      if (resource === "boletos" && after !== undefined && !ourId.test(after))
        throw new RegisterError("invalid", "after", "esperado o cursor que veio em next");
      const key = resource === "boletos" ? "id" : "externalId";
      const where = after === undefined ? {} : { [key]: { gt: after } };
      const rows = await tables[resource].findMany({
        where,
        include: includesOf(resource),
        orderBy: { [key]: "asc" },
        take: limit + 1,
      });
      return pageOf(
        rows.map((row) => toApiResource(resource, row)),
        limit,
        ({ id }) => String(id),
      );
    },
    async linkWallet(contractId, walletId, now, author) {
      await prisma.$transaction(async (tx) => {
        const wallet = await tx.wallet.findUnique({ where: { externalId: walletId } });
        if (!wallet) throw new RegisterError("not-found", "walletId", `não existe carteira "${walletId}"`);
        const contract = await tx.contract.findUnique({ where: { externalId: contractId }, include: { wallet: true } });
        if (!contract) throw new RegisterError("not-found", "id", `não existe contrato "${contractId}"`);
        if (contract.walletId === wallet.id) return;
        if (wallet.branch !== null && wallet.branch !== contract.branch)
          throw new RegisterError(
            "invalid",
            "walletId",
            `a carteira "${wallet.description}" vale só para a filial ${wallet.branch}; este contrato é ${contract.branch ? `da filial ${contract.branch}` : "de nenhuma"}`,
          );
        await tx.contract.update({ where: { id: contract.id }, data: { walletId: wallet.id } });
        await tx.event.create({ data: { type: "contract.linked", data: { contractId, walletId }, at: now } });
        const before = contract.wallet?.description ?? "nenhuma";
        const sentence = `Carteira de Cobrança do contrato ${contractId}: de ${before} para ${wallet.description}.`;
        const change = { action: "contract.linked", subject: `contract ${contractId}`, sentence };
        if (author) await writeAudit(tx, author, change, now);
      });
      return (await get("contracts", contractId)) ?? {};
    },
    async events(after, limit) {
      const items = await readEvents(prisma, after, limit + 1);
      const page = pageOf(items, limit, (item) => item.id);
      // The feed never ends, so there is always a cursor from which to continue.
      const last = page.items.at(-1);
      return last ? { ...page, next: String(last.id) } : { ...page, ...(after !== undefined && { next: after }) };
    },
  };
}

const batchSize = 1000;
const ourId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const includesOf = (resource: ResourceName) =>
  resource === "bank-wallets" || resource === "branches" ? {} : { ...includes[resource] };

function pageOf<T extends Record<string, unknown>>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => string,
): RegisterPage {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last ? { items, next: cursorOf(last) } : { items };
}

/** Converts a refusal of the database, such as after a collision of two requests, to a RegisterError. */
function translateError(error: unknown): unknown {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return error;
  // For raw SQL, Prisma passes on the error code of PostgreSQL.
  const { data } = rawSqlMeta.safeParse(error.meta);
  const code = data?.driverAdapterError.cause.originalCode ?? error.code;
  if (code === "P2002" || code === "23505")
    return new RegisterError("conflict", "id", "já existe um registro que não permite este");
  if (code === "P2004" || code === "23514") return new RegisterError("invalid", "id", "um valor não é permitido");
  return error;
}

const rawSqlMeta = z.object({
  driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }),
});
