import { addDays, isoDate } from "../../core/billing/iso-date.ts";
import { localDate } from "../../core/billing/local-time.ts";
import { parseBankAccount } from "../../core/boleto/parse-bank-account.ts";
import { readBoleto } from "../../core/boleto/read-boleto.ts";
import type { Entry, PutOutcome } from "../../core/register/register.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Resource, ResourceName } from "../../core/register/schemas.ts";
import type { Prisma } from "../generated/client.ts";
import { dayOf, type Transaction } from "../sql-transaction.ts";

type Put<R extends ResourceName> = (tx: Transaction, id: string, value: Resource<R>, now: Date) => Promise<PutOutcome>;

/** Puts one resource; the same again changes nothing. Throws RegisterError naming the field that does not fit. */
export function putResource(tx: Transaction, { resource, id, value }: Entry, now: Date): Promise<PutOutcome> {
  return (puts[resource] as Put<ResourceName>)(tx, id, value, now);
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
      walletId:
        walletId === undefined
          ? null
          : idOf(await tx.wallet.findUnique({ where: { externalId: walletId } }), "walletId", "carteira", walletId),
    };
    const known = await tx.contract.findUnique({ where: { externalId } });
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
  async "bank-wallets"(tx, externalId, { account: given, ...value }, now) {
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
  async invoices(tx, externalId, { contractId, ...value }, now) {
    const contract = idOf(
      await tx.contract.findUnique({ where: { externalId: contractId } }),
      "contractId",
      "contrato",
      contractId,
    );
    const data = {
      ...value,
      contractId: contract,
      dueDate: new Date(value.dueDate),
      discountUntil: value.discountUntil === undefined ? null : new Date(value.discountUntil),
    };
    await tx.$queryRaw`SELECT 1 FROM invoice WHERE external_id = ${externalId} FOR UPDATE`;
    const known = await tx.invoice.findUnique({
      where: { externalId },
      include: { boletos: { where: { status: { in: ["registering", "payable"] } } } },
    });
    if (known && isSame(data, known)) return "same";
    const living = known?.boletos[0];
    if (known && living && (Number(known.amountCents) !== value.amountCents || dayOf(known.dueDate) !== value.dueDate))
      throw new RegisterError(
        "conflict",
        "amountCents",
        "a fatura tem um boleto em aberto: valor e vencimento não mudam enquanto ele vale",
      );
    await tx.invoice.upsert({ where: { externalId }, create: { externalId, ...data }, update: data });
    if (living && (value.status === "paid" || value.status === "cancelled")) {
      await tx.boleto.update({ where: { id: living.id }, data: { status: "cancelling" } });
      await tx.event.create({ data: { type: "boleto.cancelling", data: { boletoId: living.id }, at: now } });
    }
    return known ? "changed" : "created";
  },
  boletos: putBoleto,
};

/** A boleto that the provider's own system issued: verified, and the invoice's living one from now on. */
async function putBoleto(
  tx: Transaction,
  externalId: string,
  value: Resource<"boletos">,
  now: Date,
): Promise<PutOutcome> {
  const read = readBoleto(value.linhaDigitavel, localDate(now));
  if (!read.ok) throw new RegisterError("invalid", "linhaDigitavel", read.error.message);
  const { boleto } = read;
  if (!boleto.dueDate) throw new RegisterError("invalid", "linhaDigitavel", "o boleto precisa ter vencimento");
  const known = await tx.boleto.findUnique({ where: { externalId } });
  if (known?.linhaDigitavel === boleto.linhaDigitavel) return "same";
  if (known) throw new RegisterError("conflict", "linhaDigitavel", "este boleto já foi entregue com outro código");
  await tx.$queryRaw`SELECT 1 FROM invoice WHERE external_id = ${value.invoiceId} FOR UPDATE`;
  const invoice = await tx.invoice.findUnique({
    where: { externalId: value.invoiceId },
    include: {
      contract: { include: { subscriber: true } },
      boletos: { where: { status: { in: ["registering", "payable"] } } },
    },
  });
  if (!invoice) throw new RegisterError("not-found", "invoiceId", `não existe a fatura "${value.invoiceId}"`);
  if (invoice.status !== "open") throw new RegisterError("conflict", "invoiceId", "a fatura não está em aberto");
  if (invoice.boletos.length > 0)
    throw new RegisterError("conflict", "invoiceId", "a fatura já tem um boleto que vale");
  if (boleto.valueCents <= 0) throw new RegisterError("invalid", "linhaDigitavel", "o boleto precisa ter valor");
  const { subscriber } = invoice.contract;
  const slip = {
    boleto: {
      ...boleto,
      banco: boleto.banco,
      valorCentavos: boleto.valueCents,
      vencimento: boleto.dueDate,
      nossoNumeroPrinted: value.nossoNumero,
      agenciaCodigoPrinted: "",
      carteiraPrinted: "",
    },
    beneficiary: { name: value.beneficiaryName, document: value.beneficiaryDocument, address: "" },
    payer: { name: subscriber.name, document: subscriber.document, address: subscriber.address ?? "" },
    instructions: [],
  };
  await tx.boleto.create({
    data: {
      invoiceId: invoice.id,
      externalId,
      origin: "erp",
      status: "payable",
      bankCode: boleto.banco,
      nossoNumero: value.nossoNumero,
      campoLivre: boleto.campoLivre,
      codigoBarras: boleto.codigoBarras,
      linhaDigitavel: boleto.linhaDigitavel,
      amountCents: boleto.valueCents,
      principalCents: boleto.valueCents,
      dueDate: new Date(boleto.dueDate),
      payableUntil: new Date(value.payableUntil ?? addDays(isoDate(boleto.dueDate), 59)),
      slip: slip as unknown as Prisma.InputJsonValue,
      issuedAt: now,
      promisedAt: now,
      payableAt: now,
    },
  });
  await tx.event.create({
    data: { type: "boleto.handed-in", data: { id: externalId, invoiceId: value.invoiceId }, at: now },
  });
  return "created";
}

function idOf(row: { id: string } | null, path: string, what: string, id: string): string {
  if (!row) throw new RegisterError("not-found", path, `não existe ${what} "${id}"`);
  return row.id;
}

/** Does the row hold these values already? */
function isSame(data: Record<string, unknown>, row: Record<string, unknown>): boolean {
  return Object.entries(data).every(([field, value]) => comparable(value) === comparable(row[field]));
}

function comparable(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return String(value ?? null);
  return Array.isArray(value)
    ? value.map(comparable).join("\n")
    : Object.entries(value)
        .map(([key, one]) => `${key}=${comparable(one)}`)
        .sort()
        .join("\n");
}
