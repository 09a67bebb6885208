import { addDays, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { BankAccount } from "../../core/boleto/boleto-values.ts";
import { type ReadBoleto, readBoleto } from "../../core/boleto/read-boleto.ts";
import { sequenceIn } from "../../core/boleto/sequence-in.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Resource } from "../../core/register/schemas.ts";
import type { BankWallet, Prisma } from "../../database/generated/client.ts";
import { dayOf } from "../../database/sql.ts";
import { byExternalId } from "./by-external-id.ts";
import { isSame } from "./is-same.ts";
import { type PutAll, putEach } from "./put-each.ts";

type Given = Resource<"boletos">;
type Dated = ReadBoleto & { dueDate: IsoDate };

/** Puts boletos that the provider's system issued. Each is checked, and becomes the living boleto of its invoice. */
export const putBoletos: PutAll<"boletos"> = async (tx, entries, { now, isFirstPass }) => {
  const invoiceIds = [...new Set(entries.map(({ value }) => value.invoiceId))];
  const invoices = byExternalId(
    await tx.invoice.findMany({
      where: { externalId: { in: invoiceIds } },
      include: {
        contract: { include: { subscriber: true } },
        boletos: { where: { status: { in: ["registering", "payable"] } }, select: { id: true } },
        payments: { where: { outcome: "parcial", undoneAt: null }, select: { amountCents: true } },
      },
    }),
  );
  const known = new Map(
    (await tx.boleto.findMany({ where: { externalId: { in: entries.map(({ id }) => id) } } })).map((row) => [
      row.externalId,
      row,
    ]),
  );
  const campoLivres = entries.flatMap(({ value }) => {
    const read = readBoleto(value.linhaDigitavel, localDate(now, brasilia));
    return read.ok ? [read.boleto.campoLivre] : [];
  });
  const taken = new Set((await tx.boleto.findMany({ where: { campoLivre: { in: campoLivres } } })).map(keyOf));
  const bankWallets = await tx.bankWallet.findMany();
  const living = new Set<string>();
  return putEach(
    entries,
    ({ id: externalId, value: given }) => {
      const boleto = verify(given, now);
      // To insert a boleto locks its invoice, so new boletos are put later.
      if (isFirstPass && !known.has(externalId)) return "later";
      const invoice = invoices.named(given.invoiceId, "invoiceId", "fatura");
      const row = known.get(externalId);
      if (row && isRepeated(row, { given, boleto, invoiceId: invoice.id })) return "same";
      if (row) throw new RegisterError("conflict", "id", "este boleto já foi entregue com outros dados");
      if (invoice.status !== "open") throw new RegisterError("conflict", "invoiceId", "a fatura não está em aberto");
      if (invoice.boletos.length > 0 || living.has(invoice.id))
        throw new RegisterError("conflict", "invoiceId", "a fatura já tem um boleto que vale");
      const key = keyOf({ bankCode: boleto.banco, campoLivre: boleto.campoLivre });
      if (taken.has(key))
        throw new RegisterError("conflict", "linhaDigitavel", "este boleto já está em outro registro");
      refuseOtherDebt(boleto, invoice);
      refuseOurNumber(boleto, bankWallets, localDate(now, brasilia));
      living.add(invoice.id);
      taken.add(key);
      const payer = invoice.contract.subscriber;
      return { create: { ...rowOf(given, boleto, payer, now), externalId, invoiceId: invoice.id, given } };
    },
    {
      enter: async (rows) => {
        await tx.boleto.createMany({ data: rows.map(({ given: _, ...row }) => row) });
        const data = rows.map(({ externalId, given }) => ({
          type: "boleto.handed-in",
          data: { id: externalId, invoiceId: given.invoiceId },
          at: now,
        }));
        await tx.event.createMany({ data });
      },
    },
  );
};

const keyOf = ({ bankCode, campoLivre }: { bankCode: string; campoLivre: string | null }) =>
  `${bankCode} ${campoLivre}`;

/** Returns true if this boleto is stored already, with the same data. */
function isRepeated(
  known: { invoiceId: string; linhaDigitavel: string | null; nossoNumero: string | null; slip: Prisma.JsonValue },
  { given, boleto, invoiceId }: { given: Given; boleto: Dated; invoiceId: string },
): boolean {
  const { name, document } = beneficiaryOf(known.slip);
  const expected = { invoiceId, linhaDigitavel: boleto.linhaDigitavel, nossoNumero: given.nossoNumero };
  return isSame(
    { ...expected, name: given.beneficiaryName, document: given.beneficiaryDocument },
    { ...known, name, document },
  );
}

function rowOf(
  given: Given,
  boleto: Dated,
  payer: { name: string; document: string; address: string | null },
  now: Date,
) {
  const slip = {
    boleto: {
      ...boleto,
      valorCentavos: boleto.valueCents,
      vencimento: boleto.dueDate,
      nossoNumeroPrinted: given.nossoNumero,
      agenciaCodigoPrinted: "",
      carteiraPrinted: "",
    },
    beneficiary: { name: given.beneficiaryName, document: given.beneficiaryDocument, address: "" },
    payer: { name: payer.name, document: payer.document, address: payer.address ?? "" },
    instructions: [],
  };
  return {
    origin: "erp" as const,
    status: "payable" as const,
    bankCode: boleto.banco,
    nossoNumero: given.nossoNumero,
    campoLivre: boleto.campoLivre,
    codigoBarras: boleto.codigoBarras,
    linhaDigitavel: boleto.linhaDigitavel,
    amountCents: boleto.valueCents,
    principalCents: boleto.valueCents,
    dueDate: new Date(boleto.dueDate),
    payableUntil: new Date(given.payableUntil ?? addDays(boleto.dueDate, 59)),
    slip: slip as unknown as Prisma.InputJsonValue,
    issuedAt: now,
    promisedAt: now,
    payableAt: now,
  };
}

/** Parses the linha digitável. Throws RegisterError if a check digit is wrong, or if another field contradicts it. */
function verify(given: Given, now: Date): Dated {
  const refuse = (path: string, message: string) => new RegisterError("invalid", path, message);
  const read = readBoleto(given.linhaDigitavel, localDate(now, brasilia));
  if (!read.ok) throw refuse("linhaDigitavel", read.error.message);
  const { boleto } = read;
  const { dueDate, valueCents } = boleto;
  if (!dueDate) throw refuse("linhaDigitavel", "o boleto precisa ter vencimento");
  if (valueCents <= 0) throw refuse("linhaDigitavel", "o boleto precisa ter valor");
  if (given.codigoBarras !== undefined && given.codigoBarras !== boleto.codigoBarras)
    throw refuse("codigoBarras", "não é o código de barras desta linha digitável");
  if (given.amountCents !== undefined && given.amountCents !== valueCents)
    throw refuse("amountCents", `a linha digitável diz ${formatBrl(valueCents)}`);
  if (given.dueDate !== undefined && given.dueDate !== dueDate)
    throw refuse("dueDate", `a linha digitável diz ${dueDate}`);
  if (given.payableUntil !== undefined && given.payableUntil < dueDate)
    throw refuse("payableUntil", "o último dia de pagamento vem antes do vencimento");
  return { ...boleto, dueDate };
}

/**
 * Throws RegisterError if the boleto is due before its invoice, or if its amount is lower. The amount may be higher,
 * because a boleto that was issued later contains charges.
 */
function refuseOtherDebt(
  { dueDate, valueCents }: Dated,
  invoice: {
    amountCents: bigint;
    discountCents: number;
    abatementCents: number;
    dueDate: Date;
    payments: readonly { amountCents: bigint }[];
  },
): void {
  const refuse = (message: string) => new RegisterError("invalid", "linhaDigitavel", message);
  const due = dayOf(invoice.dueDate);
  const partPaidCents = invoice.payments.reduce((sum, { amountCents }) => sum + Number(amountCents), 0);
  const full = Number(invoice.amountCents) - partPaidCents;
  const least = full - invoice.discountCents - invoice.abatementCents;
  if (dueDate < due) throw refuse(`o boleto vence em ${dueDate}, antes da fatura, que vence em ${due}`);
  if (valueCents < least || (dueDate === due && valueCents > full))
    throw refuse(`o boleto é de ${formatBrl(valueCents)}, e o que se deve da fatura é ${formatBrl(full)}`);
}

/**
 * Throws RegisterError if the nosso número lies in the range of one of our bank wallets: we would assign the same
 * number again.
 */
function refuseOurNumber({ bankCode, campoLivre }: Dated, bankWallets: readonly BankWallet[], today: IsoDate): void {
  for (const bank of bankWallets) {
    if (!bankCode || bank.bankCode !== bankCode) continue;
    const sequence = sequenceIn(bankCode, bank.account as BankAccount, campoLivre, today);
    if (sequence !== undefined && sequence >= bank.nossoNumeroFrom && sequence <= bank.nossoNumeroTo)
      throw new RegisterError(
        "conflict",
        "linhaDigitavel",
        `o nosso número está na faixa da carteira de banco "${bank.externalId}", que é só do Faturabot`,
      );
  }
}

function beneficiaryOf(slip: Prisma.JsonValue): { name?: string; document?: string } {
  const { beneficiary } = (slip ?? {}) as { beneficiary?: { name?: string; document?: string } };
  return beneficiary ?? {};
}
