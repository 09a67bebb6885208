import { addDays, daysBetween, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import type { RegistrationRequest } from "../../core/ports.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import { fit } from "../rest/fit.ts";
import { reais } from "../rest/money.ts";
import type { payerOf } from "../rest/payer-of.ts";
import { bbDate, titleId } from "./bb-answers.ts";
import type { BbSettings } from "./bb-settings.ts";

/** Builds the body that registers a boleto: with our nosso número under a convênio of type 4, without under type 3. */
export function registerRequest(
  { boleto, bankWallet }: RegistrationRequest,
  payer: NonNullable<ReturnType<typeof payerOf>>,
  settings: BbSettings,
) {
  const { slip, dueDate, amountCents, payableUntil } = boleto;
  const { account, bankNumbers } = bankWallet;
  const { postal } = payer;
  const ours = titleId({ boleto, bankWallet });
  return {
    numeroConvenio: Number(account.beneficiario),
    numeroCarteira: Number(account.carteira),
    numeroVariacaoCarteira: settings.variacao,
    codigoModalidade: settings.modalidade,
    dataEmissao: bbDate(localDate(boleto.issuedAt)),
    dataVencimento: bbDate(dueDate),
    valorOriginal: reais(amountCents),
    ...(slip.abatementCents && { valorAbatimento: reais(slip.abatementCents) }),
    indicadorAceiteTituloVencido: "S",
    numeroDiasLimiteRecebimento: daysBetween(dueDate, payableUntil),
    codigoAceite: "N",
    codigoTipoTitulo: settings.tipoTitulo,
    indicadorPermissaoRecebimentoParcial: "N",
    numeroTituloBeneficiario: shortReference(boleto.id),
    ...(!bankNumbers && ours !== undefined && { numeroTituloCliente: ours }),
    mensagemBloquetoOcorrencia: fit(slip.instructions.join(" "), 165),
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

function chargesOf({ dueDate, multaBasisPoints, jurosPerDayCents }: RegistrationRequest["boleto"]) {
  return {
    jurosMora: jurosPerDayCents > 0 ? { tipo: 1, valor: reais(jurosPerDayCents) } : { tipo: 0 },
    multa:
      multaBasisPoints > 0
        ? { tipo: 2, data: bbDate(addDays(dueDate, 1)), porcentagem: multaBasisPoints / 100 }
        : { tipo: 0 },
  };
}
