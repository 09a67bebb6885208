import { daysBetween } from "../../core/billing/calendar/iso-date.ts";
import type { RegistrationRequest } from "../../core/ports.ts";
import { tinyReference } from "../../core/registration/short-reference.ts";
import { fit } from "../rest/fit.ts";
import { reais } from "../rest/money.ts";
import type { payerOf } from "../rest/payer-of.ts";
import { wrapLines } from "../rest/wrap-lines.ts";

/** What the bank prints of instructions. */
const printed = { width: 80, most: 4 };

/** Returns the nosso número as Sicredi writes it: year, byte, sequence and check digit, nine digits. */
export const nossoNumeroOf = ({ nossoNumero = "", slip }: RegistrationRequest["boleto"]): string =>
  `${nossoNumero}${slip.boleto?.nossoNumeroDv ?? ""}`;

/** Builds the body that registers a boleto with our nosso número; Sicredi refuses a second with the same number. */
export function issueRequest(
  { boleto, bankWallet }: RegistrationRequest,
  payer: NonNullable<ReturnType<typeof payerOf>>,
  { pix }: { pix: boolean },
) {
  const { slip, dueDate, payableUntil, amountCents, multaBasisPoints } = boleto;
  const { postal } = payer;
  const lines = wrapLines(slip.instructions, printed);
  return {
    tipoCobranca: pix ? "HIBRIDO" : "NORMAL",
    codigoBeneficiario: bankWallet.account.beneficiario ?? "",
    pagador: {
      tipoPessoa: payer.isCompany ? "PESSOA_JURIDICA" : "PESSOA_FISICA",
      documento: payer.document,
      nome: fit(payer.name, 40),
      endereco: fit(postal.street, 40),
      cidade: fit(postal.city, 25),
      uf: postal.state,
      cep: postal.postalCode,
    },
    especieDocumento: "DUPLICATA_SERVICO_INDICACAO",
    nossoNumero: nossoNumeroOf(boleto),
    seuNumero: tinyReference(boleto.id),
    dataVencimento: dueDate,
    valor: reais(amountCents),
    ...(slip.discount && {
      tipoDesconto: "VALOR",
      valorDesconto1: reais(slip.discount.discountCents),
      dataDesconto1: slip.discount.discountUntil,
    }),
    ...chargesOf(boleto),
    ...(multaBasisPoints > 0 && { multa: multaBasisPoints / 100 }),
    ...(pix && { validadeAposVencimento: daysBetween(dueDate, payableUntil) }),
    ...(lines.length > 0 && { mensagens: lines }),
  };
}

/** Juros as a monthly rate where one is agreed, else as an amount a day. */
function chargesOf({ jurosBasisPointsMonth = 0, jurosPerDayCents }: RegistrationRequest["boleto"]) {
  if (jurosBasisPointsMonth > 0) return { tipoJuros: "PERCENTUAL", juros: jurosBasisPointsMonth / 100 };
  return jurosPerDayCents > 0 ? { tipoJuros: "VALOR", juros: reais(jurosPerDayCents) } : {};
}
