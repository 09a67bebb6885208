import { addDays, daysBetween, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { RegistrationRequest } from "../../core/ports.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import { fit } from "../rest/fit.ts";
import { reais } from "../rest/money.ts";
import type { payerOf } from "../rest/payer-of.ts";
import { wrapLines } from "../rest/wrap-lines.ts";
import { bbDate, titleId } from "./bb-answers.ts";
import type { BbSettings } from "./bb-settings.ts";

/** What the bank prints of instructions. */
const printed = { width: 165, most: 1 };

/**
 * Builds the body that registers a boleto: with our nosso número under a convênio of type 4, without under type 3. The
 * bank takes no date of issue in the past: it is the day on which the request is sent.
 */
export function registerRequest(
  { boleto, bankWallet }: RegistrationRequest,
  payer: NonNullable<ReturnType<typeof payerOf>>,
  settings: BbSettings,
  now: Date,
) {
  const { slip, dueDate, amountCents } = boleto;
  const { account, bankNumbers } = bankWallet;
  const { postal } = payer;
  const ours = titleId({ boleto, bankWallet });
  const [message] = wrapLines(slip.instructions, printed);
  return {
    numeroConvenio: Number(account.beneficiario),
    numeroCarteira: Number(account.carteira),
    numeroVariacaoCarteira: settings.variacao,
    codigoModalidade: settings.modalidade,
    dataEmissao: bbDate(localDate(now, brasilia)),
    dataVencimento: bbDate(dueDate),
    valorOriginal: reais(amountCents),
    ...(slip.abatementCents && { valorAbatimento: reais(slip.abatementCents) }),
    ...limitOf(boleto),
    codigoAceite: "N",
    codigoTipoTitulo: settings.tipoTitulo,
    indicadorPermissaoRecebimentoParcial: "N",
    numeroTituloBeneficiario: shortReference(boleto.id),
    ...(!bankNumbers && ours !== undefined && { numeroTituloCliente: ours }),
    ...(message !== undefined && { mensagemBloquetoOcorrencia: message }),
    ...discountOf(slip.discount),
    ...chargesOf(boleto),
    pagador: {
      tipoInscricao: payer.isCompany ? 2 : 1,
      numeroInscricao: Number(payer.document),
      nome: fit(payer.name, 60),
      endereco: fit(postal.street, 60),
      cep: Number(postal.postalCode),
      cidade: fit(postal.city, 30),
      bairro: fit(postal.district, 30),
      uf: postal.state,
    },
    indicadorPix: "S",
  };
}

function discountOf(discount: { discountCents: number; discountUntil: IsoDate } | undefined) {
  if (!discount) return {};
  const { discountCents, discountUntil } = discount;
  return { desconto: { tipo: 1, dataExpiracao: bbDate(discountUntil), valor: reais(discountCents) } };
}

/** "S" with 0 days would be the limit of the convênio, which may be months. */
function limitOf(boleto: RegistrationRequest["boleto"]) {
  const days = daysAfterDue(boleto);
  return days > 0
    ? { indicadorAceiteTituloVencido: "S", numeroDiasLimiteRecebimento: days }
    : { indicadorAceiteTituloVencido: "N" };
}

const daysAfterDue = ({ dueDate, payableUntil }: RegistrationRequest["boleto"]) => daysBetween(dueDate, payableUntil);

/** The first day of the multa must lie after the due date and before the last payable day. */
const fewestDaysWithMulta = 2;

function chargesOf(boleto: RegistrationRequest["boleto"]) {
  const { dueDate, multaBasisPoints } = boleto;
  const hasMulta = multaBasisPoints > 0 && daysAfterDue(boleto) >= fewestDaysWithMulta;
  return {
    jurosMora: jurosOf(boleto),
    multa: hasMulta ? { tipo: 2, data: bbDate(addDays(dueDate, 1)), porcentagem: multaBasisPoints / 100 } : { tipo: 0 },
  };
}

function jurosOf(boleto: RegistrationRequest["boleto"]) {
  const { jurosPerDayCents, jurosBasisPointsMonth = 0 } = boleto;
  if (daysAfterDue(boleto) <= 0) return { tipo: 0 };
  if (jurosBasisPointsMonth > 0) return { tipo: 2, porcentagem: jurosBasisPointsMonth / 100 };
  return jurosPerDayCents > 0 ? { tipo: 1, valor: reais(jurosPerDayCents) } : { tipo: 0 };
}
