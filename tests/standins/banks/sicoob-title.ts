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
interface SicoobRules {
  pix: boolean;
  /** Writes the types of history entries as numbers, as a public client reads them. */
  numericTypes: boolean;
}

/** What every answer repeats of a title, with its numbers. */
function echoOf(title: SicoobTitle, { pix }: SicoobRules) {
  const { situacao: _, payment: __, gerarPdf: ___, codigoCadastrarPIX: ____, ...asked } = title;
  const number = String(title.nossoNumero).padStart(8, "0");
  const campoLivre = `1304101${String(title.numeroCliente).padStart(7, "0")}${number}001`;
  const cents = Math.round(title.valor * 100);
  return {
    valorAbatimento: 0,
    valorMulta: 0,
    valorJurosMora: 0,
    ...asked,
    ...barsOf("756", { dueDate: title.dataVencimento, cents }, campoLivre),
    ...(pix && { qrCode: pixOf(`sicoob${number}`) }),
  };
}

/** The answer to the request that enters a title. */
export const enteredTitle = (title: SicoobTitle, rules: SicoobRules) => ({
  dataMulta: title.dataVencimento,
  dataJurosMora: title.dataVencimento,
  ...echoOf(title, rules),
  codigoNegativacao: 3,
  codigoProtesto: 3,
  quantidadeDiasFloat: 1,
  ...(!rules.pix && { descricaoRejeicaoPix: "Modalidade não permitida para geração de QR Code." }),
});

/** The answer about a title, with its situation and history. */
export function shownTitle(title: SicoobTitle, rules: SicoobRules, now: number) {
  const { situacao, payment } = title;
  const isBooked = payment !== undefined && payment.bookedAt <= now;
  const entry = (day: string, type: number, text: string) => ({
    dataHistorico: day,
    tipoHistorico: rules.numericTypes ? type : String(type),
    descricaoHistorico: text,
  });
  return {
    ...echoOf(title, rules),
    identificacaoBoletoEmpresa: "",
    quantidadeDiasFloat: 1,
    situacaoBoleto: isBooked ? "Liquidado" : situacao,
    listaHistorico: [
      entry(title.dataEmissao, 1, "ENTRADA"),
      ...(isBooked
        ? [
            entry(localDay(payment.paidAt), 6, `LIQUIDAÇÃO - ${formatBrl(payment.cents)}`),
            entry(localDay(payment.bookedAt), 4, "TARIFA - TARIFA DE LIQUIDAÇÃO - R$ 0,75"),
          ]
        : []),
    ],
  };
}

const notInCopy = [
  ...["numeroContaCorrente", "dataLimitePagamento", "dataMulta", "dataJurosMora"],
  ...["identificacaoEmissaoBoleto", "identificacaoDistribuicaoBoleto"],
  ...["dataPrimeiroDesconto", "valorPrimeiroDesconto"],
];

/** The answer to a request for a second copy. */
export const copyOfTitle = (title: SicoobTitle, rules: SicoobRules, withPdf: boolean) => ({
  ...Object.fromEntries(Object.entries(echoOf(title, rules)).filter(([name]) => !notInCopy.includes(name))),
  ...(withPdf && { pdfBoleto: Buffer.from(`%PDF-1.4 sicoob ${title.seuNumero}`).toString("base64") }),
});

/** 140741 → "R$ 1.407,41". */
function formatBrl(cents: number): string {
  const reais = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ".");
  return `R$ ${reais},${String(cents % 100).padStart(2, "0")}`;
}
