import { barsOf, pixOf } from "./bars.ts";
import { localDay } from "./booked-at.ts";
import type { SicoobIssue } from "./sicoob-issue.ts";

/** A boleto in Sicoob's books. */
export type SicoobTitle = SicoobIssue & {
  nossoNumero: number;
  situacao: string;
  /** Somebody paid it; the bank books that later. */
  payment?: { paidAt: number; bookedAt: number; cents: number };
};

/** What the stand-in does differently on request. */
export interface SicoobRules {
  pix: boolean;
  /** Writes the types of history entries as numbers, as a public client reads them. */
  numericTypes: boolean;
}

/** The answer about a title: what was asked for, numbers, and, when it is looked up, situation and history. */
export function shownTitle(title: SicoobTitle, rules: SicoobRules, now: number) {
  const { situacao, payment, ...rest } = title;
  const isBooked = payment !== undefined && payment.bookedAt <= now;
  const entry = (day: string, type: number, text: string) => ({
    dataHistorico: day,
    tipoHistorico: rules.numericTypes ? type : String(type),
    descricaoHistorico: text,
  });
  return {
    ...enteredTitle(rest, rules),
    identificacaoBoletoEmpresa: "",
    situacaoBoleto: isBooked ? "Liquidado" : situacao,
    listaHistorico: [
      entry(rest.dataEmissao, 1, "ENTRADA"),
      ...(isBooked
        ? [
            entry(localDay(payment.paidAt), 6, `LIQUIDAÇÃO - ${formatBrl(payment.cents)}`),
            entry(localDay(payment.bookedAt), 4, "TARIFA - TARIFA DE LIQUIDAÇÃO - R$ 0,75"),
          ]
        : []),
    ],
  };
}

/** The answer to the request that enters a title. */
export function enteredTitle(title: Omit<SicoobTitle, "situacao" | "payment">, { pix }: Pick<SicoobRules, "pix">) {
  const number = String(title.nossoNumero).padStart(8, "0");
  const campoLivre = `1304101${String(title.numeroCliente).padStart(7, "0")}${number}001`;
  const cents = Math.round(title.valor * 100);
  const { gerarPdf: _, codigoCadastrarPIX: __, ...asked } = title;
  return {
    valorAbatimento: 0,
    valorMulta: 0,
    valorJurosMora: 0,
    dataMulta: title.dataVencimento,
    dataJurosMora: title.dataVencimento,
    codigoNegativacao: 3,
    codigoProtesto: 3,
    quantidadeDiasFloat: 1,
    ...asked,
    ...barsOf("756", { dueDate: title.dataVencimento, cents }, campoLivre),
    ...(pix
      ? { qrCode: pixOf(`sicoob${number}`) }
      : { descricaoRejeicaoPix: "Modalidade não permitida para geração de QR Code." }),
  };
}

/** 140741 → "R$ 1.407,41". */
function formatBrl(cents: number): string {
  const reais = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ".");
  return `R$ ${reais},${String(cents % 100).padStart(2, "0")}`;
}
