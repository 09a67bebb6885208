import { addDays, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { RegistrationRequest } from "../../core/ports.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import { fit } from "../rest/fit.ts";
import { reais } from "../rest/money.ts";
import type { payerOf } from "../rest/payer-of.ts";
import { wrapLines } from "../rest/wrap-lines.ts";
import type { SicoobSettings } from "./sicoob-settings.ts";

/** What the bank prints of instructions. */
const printed = { width: 40, most: 5 };

/** Builds the body that registers a boleto with our nosso número; the bank refuses a second with the same number. */
export function issueRequest(
  { boleto, bankWallet }: RegistrationRequest,
  payer: NonNullable<ReturnType<typeof payerOf>>,
  settings: SicoobSettings,
) {
  const { slip, dueDate, amountCents, payableUntil } = boleto;
  const { postal } = payer;
  const lines = wrapLines(slip.instructions, printed);
  return {
    ...titleKey({ boleto, bankWallet }),
    numeroContaCorrente: Number(settings.contaCorrente),
    codigoEspecieDocumento: settings.especie,
    dataEmissao: localDate(boleto.issuedAt, brasilia),
    seuNumero: shortReference(boleto.id),
    identificacaoEmissaoBoleto: 2,
    identificacaoDistribuicaoBoleto: 2,
    valor: reais(amountCents),
    dataVencimento: dueDate,
    dataLimitePagamento: payableUntil,
    ...(slip.abatementCents && { valorAbatimento: reais(slip.abatementCents) }),
    ...discountOf(slip.discount),
    ...chargesOf(boleto),
    numeroParcela: 1,
    aceite: false,
    pagador: {
      numeroCpfCnpj: payer.document,
      nome: fit(payer.name, 50),
      endereco: fit(postal.street, 40),
      bairro: fit(postal.district, 30),
      cidade: fit(postal.city, 40),
      cep: postal.postalCode,
      uf: postal.state,
    },
    ...(lines.length > 0 && { mensagensInstrucao: lines }),
    gerarPdf: false,
    codigoCadastrarPIX: 1,
  };
}

/** Returns the key of a boleto at Sicoob: client, kind of collection (modalidade) and nosso número with its digit. */
export function titleKey({ boleto, bankWallet }: Pick<RegistrationRequest, "boleto" | "bankWallet">) {
  return {
    ...clientOf(bankWallet.account),
    nossoNumero: Number(`${boleto.nossoNumero ?? ""}${boleto.slip.boleto?.nossoNumeroDv ?? ""}`),
  };
}

/** Returns the key of a beneficiário at Sicoob. */
export const clientOf = ({ beneficiario = "", modalidade = "01" }: RegistrationRequest["bankWallet"]["account"]) => ({
  numeroCliente: Number(beneficiario),
  codigoModalidade: Number(modalidade),
});

function discountOf(discount: { discountCents: number; discountUntil: IsoDate } | undefined) {
  if (!discount) return { tipoDesconto: 0 };
  const { discountCents, discountUntil } = discount;
  return { tipoDesconto: 1, dataPrimeiroDesconto: discountUntil, valorPrimeiroDesconto: reais(discountCents) };
}

/**
 * The bank wants the first day of multa and juros after the due date and not after the last payable day. A boleto that
 * cannot be paid late has neither.
 */
function chargesOf(boleto: RegistrationRequest["boleto"]) {
  const { dueDate, payableUntil, multaBasisPoints } = boleto;
  const after = addDays(dueDate, 1);
  if (after > payableUntil) return { tipoMulta: 0, tipoJurosMora: 3 };
  return {
    ...(multaBasisPoints > 0
      ? { tipoMulta: 2, dataMulta: after, valorMulta: multaBasisPoints / 100 }
      : { tipoMulta: 0 }),
    ...jurosOf(boleto, after),
  };
}

function jurosOf(
  { jurosPerDayCents, jurosBasisPointsMonth = 0 }: RegistrationRequest["boleto"],
  dataJurosMora: IsoDate,
) {
  if (jurosBasisPointsMonth > 0)
    return { tipoJurosMora: 2, dataJurosMora, valorJurosMora: jurosBasisPointsMonth / 100 };
  if (jurosPerDayCents > 0) return { tipoJurosMora: 1, dataJurosMora, valorJurosMora: reais(jurosPerDayCents) };
  return { tipoJurosMora: 3 };
}
