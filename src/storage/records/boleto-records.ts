import type { BankCode } from "../../core/billing/bank-code.ts";
import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import { nextSequence } from "../../core/boleto/compose-nosso-numero.ts";
import type { BoletoRecord, NewBoleto, SlipDraft } from "../../core/records/boleto-records.ts";
import type { Boleto, Prisma } from "../../database/generated/client.ts";
import { dayOf, type Transaction } from "../../database/sql.ts";

/** Assigns the next sequence number of a bank wallet, never the same twice; undefined if its range is exhausted. */
export async function takeNossoNumero(
  tx: Transaction,
  bankWalletId: string,
  year: number,
): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<{ code: string; from: bigint; to: bigint; next: bigint; year: number | null }[]>`
    SELECT bank_code AS code, nosso_numero_from AS from, nosso_numero_to AS to, nosso_numero_next AS next, nosso_numero_year AS year
      FROM bank_wallet WHERE id = ${bankWalletId}::uuid FOR NO KEY UPDATE`;
  if (!row) return undefined;
  const newYear = row.year !== null && row.year !== year;
  const free = Number(newYear ? row.from : row.next);
  if (free > Number(row.to)) return undefined;
  const next = Math.min(nextSequence(row.code as BankCode, free), Number(row.to) + 1);
  await tx.$executeRaw`UPDATE bank_wallet SET nosso_numero_next = ${next}, nosso_numero_year = ${row.year === null ? null : year}::int WHERE id = ${bankWalletId}::uuid`;
  return free;
}

/** Inserts a boleto. Unique indexes refuse a second living boleto of an invoice and a nosso número used before. */
export async function insertBoleto(tx: Transaction, boleto: NewBoleto, watchedBy: string | undefined): Promise<string> {
  const { bankWalletId, dueDate, payableUntil, slip, ...rest } = boleto;
  const { id } = await tx.boleto.create({
    data: {
      ...rest,
      dueDate: new Date(dueDate),
      nextLookUpAt: boleto.issuedAt,
      payableUntil: new Date(payableUntil),
      slip: slip as unknown as Prisma.InputJsonValue,
      bankWalletId: bankWalletId ?? null,
      ...(watchedBy !== undefined && { watchers: { create: { chatId: BigInt(watchedBy), askedAt: boleto.issuedAt } } }),
    },
    select: { id: true },
  });
  return id;
}

/** Maps a row to a boleto of the use cases. */
export function boletoRecordOf(row: Boleto): BoletoRecord {
  return {
    id: row.id,
    invoiceId: row.invoiceId,
    ...(row.bankWalletId && { bankWalletId: row.bankWalletId }),
    bankCode: row.bankCode,
    status: row.status,
    ...(row.nossoNumero !== null && { nossoNumero: row.nossoNumero }),
    ...(row.codigoBarras !== null && { codigoBarras: row.codigoBarras }),
    ...(row.linhaDigitavel !== null && { linhaDigitavel: row.linhaDigitavel }),
    ...(row.bankReference !== null && { bankReference: row.bankReference }),
    ...(row.pixCopiaECola !== null && { pixCopiaECola: row.pixCopiaECola }),
    amountCents: Number(row.amountCents),
    dueDate: isoDate(dayOf(row.dueDate)),
    principalCents: Number(row.principalCents),
    multaCents: Number(row.multaCents),
    jurosCents: Number(row.jurosCents),
    multaBasisPoints: row.multaBasisPoints,
    jurosPerDayCents: row.jurosPerDayCents,
    jurosBasisPointsMonth: row.jurosBasisPointsMonth,
    payableUntil: isoDate(dayOf(row.payableUntil)),
    slip: row.slip as unknown as SlipDraft,
    issuedAt: row.issuedAt,
    promisedAt: row.promisedAt,
    ...(row.sentAt && { sentAt: row.sentAt }),
    ...(row.nextLookUpAt && { nextLookUpAt: row.nextLookUpAt }),
    ...(row.callingUntil && { callingUntil: row.callingUntil }),
    ...(row.payableAt && { payableAt: row.payableAt }),
    ...(row.mailAt && { mailAt: row.mailAt }),
    ...(row.mailedAt && { mailedAt: row.mailedAt }),
    ...(row.askedAt && { askedAt: row.askedAt }),
    unconfirmed: row.unconfirmed,
    lookUps: row.lookUps,
    ...(row.delayToldAt && { delayToldAt: row.delayToldAt }),
    ...(row.cancellingSince && { cancellingSince: row.cancellingSince }),
    ...(row.escalatedAt && { escalatedAt: row.escalatedAt }),
  };
}
