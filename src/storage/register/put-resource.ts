import { localDate } from "../../core/billing/local-time.ts";
import { parseBankAccount } from "../../core/boleto/parse-bank-account.ts";
import type { Entry, PutOutcome } from "../../core/register/register.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Resource, ResourceName } from "../../core/register/schemas.ts";
import type { EnqueueIn } from "../records/create-records.ts";
import { dayOf, type Transaction } from "../sql-transaction.ts";
import { cancelOfInvoice } from "./cancel-of-invoice.ts";
import { isSame } from "./is-same.ts";
import { putBoleto } from "./put-boleto.ts";

/** When something is put, and the way to have a job done about it. */
interface Putting {
  now: Date;
  enqueue: EnqueueIn;
}
type Put<R extends ResourceName> = (
  tx: Transaction,
  id: string,
  value: Resource<R>,
  putting: Putting,
) => Promise<PutOutcome>;

/** Puts one resource; the same again changes nothing. Throws RegisterError naming the field that does not fit. */
export function putResource(tx: Transaction, { resource, id, value }: Entry, putting: Putting): Promise<PutOutcome> {
  return (puts[resource] as Put<ResourceName>)(tx, id, value, putting);
}

const orNull = <T>(value: T | undefined): T | null => value ?? null;

const puts: { [R in ResourceName]: Put<R> } = {
  async subscribers(tx, externalId, { phones, ...value }) {
    const data = { ...value, email: orNull(value.email), address: orNull(value.address) };
    const wanted = [...new Set(phones)].sort();
    const known = await tx.subscriber.findUnique({ where: { externalId }, include: { phones: true } });
    if (!known) {
      await tx.subscriber.create({
        data: { externalId, ...data, phones: { create: wanted.map((phone) => ({ phone })) } },
      });
      return "created";
    }
    if (isSame({ ...data, phones: wanted }, { ...known, phones: known.phones.map(({ phone }) => phone).sort() }))
      return "same";
    const replaced = { deleteMany: {}, create: wanted.map((phone) => ({ phone })) };
    await tx.subscriber.update({ where: { externalId }, data: { ...data, phones: replaced } });
    return "changed";
  },
  async contracts(tx, externalId, { subscriberId, walletId, ...value }) {
    const known = await tx.contract.findUnique({ where: { externalId } });
    const walletOf = async (before: string | null) => {
      // Left out, the link that the operator made stays; null undoes it.
      if (walletId === undefined || walletId === null) return walletId === null ? null : before;
      return idOf(await tx.wallet.findUnique({ where: { externalId: walletId } }), "walletId", "carteira", walletId);
    };
    const data = {
      ...value,
      branch: orNull(value.branch),
      multaBasisPoints: orNull(value.multaBasisPoints),
      jurosBasisPointsMonth: orNull(value.jurosBasisPointsMonth),
      subscriberId: idOf(
        await tx.subscriber.findUnique({ where: { externalId: subscriberId } }),
        "subscriberId",
        "assinante",
        subscriberId,
      ),
      walletId: await walletOf(known?.walletId ?? null),
    };
    if (known && isSame(data, known)) return "same";
    await tx.contract.upsert({ where: { externalId }, create: { externalId, ...data }, update: data });
    return known ? "changed" : "created";
  },
  async wallets(tx, externalId, { bankWalletIds, defaultBankWalletId, ...value }) {
    const banks: string[] = [];
    for (const id of bankWalletIds)
      banks.push(
        idOf(await tx.bankWallet.findUnique({ where: { externalId: id } }), "bankWalletIds", "carteira de banco", id),
      );
    const byDefault = defaultBankWalletId === undefined ? undefined : banks[bankWalletIds.indexOf(defaultBankWalletId)];
    const data = { ...value, branch: orNull(value.branch), defaultBankWalletId: orNull(byDefault) };
    const known = await tx.wallet.findUnique({
      where: { externalId },
      include: { banks: { orderBy: { position: "asc" } } },
    });
    if (known && isSame({ ...data, banks }, { ...known, banks: known.banks.map(({ bankWalletId }) => bankWalletId) }))
      return "same";
    const create = banks.map((bankWalletId, position) => ({ bankWalletId, position }));
    if (known) await tx.wallet.update({ where: { externalId }, data: { ...data, banks: { deleteMany: {}, create } } });
    else await tx.wallet.create({ data: { externalId, ...data, banks: { create } } });
    return known ? "changed" : "created";
  },
  async "bank-wallets"(tx, externalId, { account: given, ...value }, { now }) {
    const parsed = parseBankAccount(value.bankCode, given);
    if (!parsed.ok) throw new RegisterError("invalid", "account", parsed.errors[0]?.message ?? "conta inválida");
    const data = {
      ...value,
      account: parsed.account,
      minCents: orNull(value.minCents),
      maxCents: orNull(value.maxCents),
      registersBy: "sandbox" as const,
    };
    const known = await tx.bankWallet.findUnique({ where: { externalId } });
    if (known && isSame(data, known)) return "same";
    if (!known) {
      const nossoNumeroYear = value.bankCode === "748" ? Number(localDate(now).slice(0, 4)) : null;
      await tx.bankWallet.create({
        data: { externalId, ...data, nossoNumeroNext: value.nossoNumeroFrom, nossoNumeroYear },
      });
      return "created";
    }
    if (known.bankCode !== value.bankCode)
      throw new RegisterError("conflict", "bankCode", "o banco de uma carteira não muda; cadastre outra");
    const next = Number(known.nossoNumeroNext);
    if (next < value.nossoNumeroFrom || next > value.nossoNumeroTo + 1)
      throw new RegisterError("conflict", "nossoNumeroFrom", `a faixa precisa conter o próximo número, ${next}`);
    await tx.bankWallet.update({ where: { externalId }, data });
    return "changed";
  },
  async invoices(tx, externalId, { contractId, ...value }, { now, enqueue }) {
    const contract = idOf(
      await tx.contract.findUnique({ where: { externalId: contractId } }),
      "contractId",
      "contrato",
      contractId,
    );
    await tx.$queryRaw`SELECT 1 FROM invoice WHERE external_id = ${externalId} FOR UPDATE`;
    const known = await tx.invoice.findUnique({
      where: { externalId },
      include: { boletos: { where: { status: { in: ["registering", "payable"] } } } },
    });
    // Left out, what became of it here stays: the system that hands it in again may not know of a payment yet.
    const status = value.status ?? known?.status ?? "open";
    const data = {
      ...value,
      status,
      contractId: contract,
      dueDate: new Date(value.dueDate),
      discountUntil: value.discountUntil === undefined ? null : new Date(value.discountUntil),
    };
    if (known && isSame(data, known)) return "same";
    if (known?.status === "paid" && status !== "paid" && (await wasPaidHere(tx, known.id)))
      throw new RegisterError("conflict", "status", "a fatura foi paga por um boleto daqui: não volta atrás");
    const living = known?.boletos[0];
    if (known && living && (Number(known.amountCents) !== value.amountCents || dayOf(known.dueDate) !== value.dueDate))
      throw new RegisterError(
        "conflict",
        "amountCents",
        "a fatura tem um boleto em aberto: valor e vencimento não mudam enquanto ele vale",
      );
    const { id: invoiceId } = await tx.invoice.upsert({
      where: { externalId },
      create: { externalId, ...data },
      update: data,
    });
    if (known && known.status !== status) {
      const change = { id: externalId, from: known.status, status };
      await tx.event.create({ data: { type: "invoice.changed", data: change, at: now } });
    }
    if (status === "paid" || status === "cancelled") await cancelOfInvoice(tx, { invoiceId, now, enqueue });
    return known ? "changed" : "created";
  },
  boletos: (tx, externalId, value, { now }) => putBoleto(tx, externalId, value, now),
};

async function wasPaidHere(tx: Transaction, invoiceId: string): Promise<boolean> {
  return (await tx.payment.count({ where: { invoiceId, outcome: "settled" } })) > 0;
}

function idOf(row: { id: string } | null, path: string, what: string, id: string): string {
  if (!row) throw new RegisterError("not-found", path, `não existe ${what} "${id}"`);
  return row.id;
}
