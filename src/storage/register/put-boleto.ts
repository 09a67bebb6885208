import { addDays, type IsoDate } from "../../core/billing/iso-date.ts";
import { localDate } from "../../core/billing/local-time.ts";
import { formatBrl } from "../../core/billing/money.ts";
import { type ReadBoleto, readBoleto } from "../../core/boleto/read-boleto.ts";
import type { PutOutcome } from "../../core/register/register.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Resource } from "../../core/register/schemas.ts";
import type { Prisma } from "../generated/client.ts";
import { dayOf, type Transaction } from "../sql-transaction.ts";
import { isSame } from "./is-same.ts";

type Given = Resource<"boletos">;
type Dated = ReadBoleto & { dueDate: IsoDate };

/** A boleto that the provider's own system issued: verified, and the invoice's living one from now on. */
export async function putBoleto(tx: Transaction, externalId: string, given: Given, now: Date): Promise<PutOutcome> {
  const boleto = verified(given, now);
  await tx.$queryRaw`SELECT 1 FROM invoice WHERE external_id = ${given.invoiceId} FOR UPDATE`;
  const invoice = await tx.invoice.findUnique({
    where: { externalId: given.invoiceId },
    include: {
      contract: { include: { subscriber: true } },
      boletos: { where: { status: { in: ["registering", "payable"] } } },
    },
  });
  if (!invoice) throw new RegisterError("not-found", "invoiceId", `não existe a fatura "${given.invoiceId}"`);
  const beneficiary = { name: given.beneficiaryName, document: given.beneficiaryDocument, address: "" };
  const known = await tx.boleto.findUnique({ where: { externalId } });
  if (known) {
    const { invoiceId, linhaDigitavel, nossoNumero } = known;
    const before = { invoiceId, linhaDigitavel, nossoNumero, ...beneficiaryOf(known.slip) };
    const same = { invoiceId: invoice.id, linhaDigitavel: boleto.linhaDigitavel, nossoNumero: given.nossoNumero };
    if (isSame({ ...same, name: beneficiary.name, document: beneficiary.document }, before)) return "same";
    throw new RegisterError("conflict", "id", "este boleto já foi entregue com outros dados");
  }
  if (invoice.status !== "open") throw new RegisterError("conflict", "invoiceId", "a fatura não está em aberto");
  if (invoice.boletos.length > 0)
    throw new RegisterError("conflict", "invoiceId", "a fatura já tem um boleto que vale");
  const { banco: bankCode, campoLivre } = boleto;
  if (await tx.boleto.findUnique({ where: { bankCode_campoLivre: { bankCode, campoLivre } } }))
    throw new RegisterError("conflict", "linhaDigitavel", "este boleto já está em outro registro");
  refuseOtherDebt(boleto, invoice);

  const { subscriber } = invoice.contract;
  const slip = {
    boleto: {
      ...boleto,
      valorCentavos: boleto.valueCents,
      vencimento: boleto.dueDate,
      nossoNumeroPrinted: given.nossoNumero,
      agenciaCodigoPrinted: "",
      carteiraPrinted: "",
    },
    beneficiary,
    payer: { name: subscriber.name, document: subscriber.document, address: subscriber.address ?? "" },
    instructions: [],
  };
  await tx.boleto.create({
    data: {
      invoiceId: invoice.id,
      externalId,
      origin: "erp",
      status: "payable",
      bankCode,
      nossoNumero: given.nossoNumero,
      campoLivre,
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
    },
  });
  const data = { id: externalId, invoiceId: given.invoiceId };
  await tx.event.create({ data: { type: "boleto.handed-in", data, at: now } });
  return "created";
}

/** What the digits say, with all check digits right and in agreement with what was said beside them. */
function verified(given: Given, now: Date): Dated {
  const refuse = (path: string, message: string) => new RegisterError("invalid", path, message);
  const read = readBoleto(given.linhaDigitavel, localDate(now));
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

/** A boleto issued again later may cost more; one that is due earlier or costs less is another invoice's. */
function refuseOtherDebt(
  { dueDate, valueCents }: Dated,
  invoice: { amountCents: bigint; discountCents: number; abatementCents: number; dueDate: Date },
): void {
  const refuse = (message: string) => new RegisterError("invalid", "linhaDigitavel", message);
  const due = dayOf(invoice.dueDate);
  const full = Number(invoice.amountCents);
  const least = full - invoice.discountCents - invoice.abatementCents;
  if (dueDate < due) throw refuse(`o boleto vence em ${dueDate}, antes da fatura, que vence em ${due}`);
  if (valueCents < least || (dueDate === due && valueCents > full))
    throw refuse(`o boleto é de ${formatBrl(valueCents)}, e a fatura de ${formatBrl(full)}`);
}

function beneficiaryOf(slip: Prisma.JsonValue): { name?: string; document?: string } {
  const { beneficiary } = (slip ?? {}) as { beneficiary?: { name?: string; document?: string } };
  return beneficiary ?? {};
}
