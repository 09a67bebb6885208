import { addDays, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import type { RegistrationRequest } from "../../core/ports.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import { fit } from "../rest/fit.ts";
import { reais } from "../rest/money.ts";
import type { payerOf } from "../rest/payer-of.ts";
import type { SicoobSettings } from "./sicoob-settings.ts";
import { titleKey } from "./title-key.ts";

const mostLines = 5;

/** Builds the body that registers a boleto with our nosso número; the bank refuses a second with the same number. */
export function issueRequest(
  { boleto, bankWallet }: RegistrationRequest,
  payer: NonNullable<ReturnType<typeof payerOf>>,
  settings: SicoobSettings,
) {
  const { slip, dueDate, amountCents, payableUntil } = boleto;
  const { postal } = payer;
  const lines = slip.instructions.slice(0, mostLines).map((line) => fit(line, 40));
  return {
    ...titleKey({ boleto, bankWallet }, settings),
    numeroContaCorrente: Number(settings.contaCorrente),
    codigoEspecieDocumento: settings.especie,
    dataEmissao: localDate(boleto.issuedAt),
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

function discountOf(discount: { discountCents: number; discountUntil: IsoDate } | undefined) {
  if (!discount) return { tipoDesconto: 0 };
  const { discountCents, discountUntil } = discount;
  return { tipoDesconto: 1, dataPrimeiroDesconto: discountUntil, valorPrimeiroDesconto: reais(discountCents) };
}

function chargesOf(boleto: RegistrationRequest["boleto"]) {
  const { dueDate, multaBasisPoints, jurosPerDayCents } = boleto;
  const after = addDays(dueDate, 1);
  return {
    ...(multaBasisPoints > 0
      ? { tipoMulta: 2, dataMulta: after, valorMulta: multaBasisPoints / 100 }
      : { tipoMulta: 0 }),
    ...(jurosPerDayCents > 0
      ? { tipoJurosMora: 1, dataJurosMora: after, valorJurosMora: reais(jurosPerDayCents) }
      : { tipoJurosMora: 3 }),
  };
}
