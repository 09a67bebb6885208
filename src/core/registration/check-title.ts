import { banks } from "../banks.ts";
import { type BankCode, hasLayout } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import { type Boleto, buildBoleto } from "../boleto/boleto.ts";
import { type ReadBoleto, readBoleto } from "../boleto/read-boleto.ts";
import { pixOfBoleto } from "../pix/pix-of-boleto.ts";
import type { BankWalletRecord, BoletoRecord } from "../records/boleto-records.ts";
import type { BankTitle } from "./bank-answer.ts";

/**
 * The result of comparing what the bank registered (its title) with our request: the numbers and the PIX of the boleto,
 * or the reason why they do not match.
 */
export type CheckedTitle =
  | { ok: true; boleto: Boleto; pixCopiaECola?: string; pixRefused?: string }
  | { ok: false; reason: string };

/**
 * Compares what the bank registered with our request. The linha digitável and the bar code must agree and have valid
 * check digits. The bank, the amount and the due date must be ours. The campo livre must be the one that the layout of
 * the bank yields for the nosso número; if only the bank can make its bar code, it is taken as given.
 */
export function checkTitle(
  title: BankTitle,
  { boleto, bankWallet, today }: { boleto: BoletoRecord; bankWallet: BankWalletRecord; today: IsoDate },
): CheckedTitle {
  const bars = readBoleto(title.codigoBarras, today);
  if (!bars.ok) return mismatch(`código de barras: ${bars.error.message}`);
  const line = readBoleto(title.linhaDigitavel, today);
  if (!line.ok) return mismatch(`linha digitável: ${line.error.message}`);
  const { codigoBarras, banco, valueCents, dueDate } = bars.boleto;
  if (line.boleto.codigoBarras !== codigoBarras) return mismatch("a linha digitável não é a do código de barras");
  const { layout } = banks[bankWallet.bankCode];
  const bankCode = ("barCodes" in layout ? layout.barCodes : [layout.code]).find((code) => code === banco);
  if (!bankCode) return mismatch(`o código de barras é do banco ${banco}`);
  if (valueCents !== boleto.amountCents)
    return mismatch(`valor no código de barras: ${valueCents} centavos, pedido: ${boleto.amountCents}`);
  if (dueDate !== boleto.dueDate)
    return mismatch(`vencimento no código de barras: ${dueDate}, pedido: ${boleto.dueDate}`);
  const nossoNumero = boleto.nossoNumero ?? title.nossoNumero;
  if (nossoNumero === undefined) return mismatch("o banco não informou o nosso número");
  const numbers = hasLayout(bankWallet.bankCode)
    ? computed({ boleto, bankWallet, nossoNumero, codigoBarras })
    : asGiven(bars.boleto, { boleto, bankCode, nossoNumero });
  if (!numbers.ok) return numbers;
  const pix = pixOfBoleto(title.pixCopiaECola);
  const pixRefused = pix.kind === "refused" ? pix.reason : title.pixRefused;
  return {
    ok: true,
    boleto: numbers.boleto,
    ...(pix.kind === "pix" && { pixCopiaECola: pix.copiaECola }),
    ...(pix.kind !== "pix" && pixRefused !== undefined && { pixRefused }),
  };
}

/** Computes the numbers by the bank's layout, and compares the bar code with the bank's. */
function computed({
  boleto,
  bankWallet,
  nossoNumero,
  codigoBarras,
}: {
  boleto: BoletoRecord;
  bankWallet: BankWalletRecord;
  nossoNumero: string;
  codigoBarras: string;
}): CheckedTitle {
  const built = buildBoleto({
    banco: bankWallet.bankCode,
    ...bankWallet.account,
    nossoNumero,
    valorCentavos: boleto.amountCents,
    vencimento: boleto.dueDate,
  });
  if (!built.ok) return mismatch(`nosso número ${nossoNumero}: ${built.error.message}`);
  if (built.boleto.codigoBarras !== codigoBarras)
    return mismatch(
      `campo livre ${codigoBarras.slice(19)}, e o da conta cadastrada é ${built.boleto.campoLivre}: confira agência, carteira e convênio`,
    );
  return built;
}

/** Takes the numbers as the bank gave them. Agência and carteira are not known, so they are not printed. */
function asGiven(
  { campoLivre, codigoBarras, linhaDigitavel }: ReadBoleto,
  { boleto, bankCode, nossoNumero }: { boleto: BoletoRecord; bankCode: BankCode; nossoNumero: string },
): CheckedTitle {
  const { amountCents, dueDate } = boleto;
  return {
    ok: true,
    boleto: {
      ...{ banco: bankCode, valorCentavos: amountCents, vencimento: dueDate },
      ...{ campoLivre, codigoBarras, linhaDigitavel },
      ...{ nossoNumero, nossoNumeroFull: nossoNumero, nossoNumeroPrinted: nossoNumero },
      ...{ agenciaCodigoPrinted: "", carteiraPrinted: "" },
    },
  };
}

const mismatch = (reason: string): CheckedTitle => ({ ok: false, reason });
