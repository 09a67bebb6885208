import { content, instead, type Manual } from "../manual.ts";
import { febraban } from "./febraban.ts";

const { blanks, zeros, account, digits, text } = content;

/** Caixa (SIGCB): manual MO 67118, version 010, in force since 29/06/2018. Rows that it does not change are FEBRABAN's. */
export const caixa: Manual = {
  source: "Caixa MO 67118 v010, 29/06/2018",
  records: {
    ...febraban,
    header: instead(febraban.header, [
      ["33-52", "07.0 uso da Caixa", zeros],
      ["59-64", "10.0 código do beneficiário", account("beneficiario")],
      ["65-72", "11.0 e 12.0 uso da Caixa", zeros],
      ["192-211", "23.0 situação do arquivo, G022", account("situacao")],
    ]),
    lote: instead(febraban.lote, [
      ["12-13", "06.1 filler", zeros],
      ["34-39", "11.1 código do beneficiário", account("beneficiario")],
      ["40-53", "11.1 uso da Caixa", zeros],
      ["60-65", "14.1 código do beneficiário", account("beneficiario")],
      ["66-73", "15.1 e 16.1 modelo do boleto", zeros],
    ]),
    p: instead(febraban.p, [
      ["24-29", "10.3P código do beneficiário", account("beneficiario")],
      ["30-37", "11.3P uso da Caixa", zeros],
      ["38-39", "12.3P uso da Caixa", "00"],
      ["40", "13.3P SINCO, G069A: 0 com 17 posições", "0"],
      ["41-42", "13.3P modalidade, G069: 14 registrada, beneficiário emite", "14"],
      ["43-57", "13.3P identificação, G069: 15 números, sem dígito", ({ title }) => title.nossoNumero],
      ["60", "16.3P escritural", "2"],
      ["62", "18.3P entrega, C010: 0 pelo beneficiário", "0"],
      ["63-73", "19.3P seu número", text(11, ({ title }) => title.seuNumero)],
      ["74-77", "19.3P uso da Caixa", blanks],
      ["106", "23.3P", "0"],
      ["196-220", "35.3P, G072: o mesmo de 63-73", text(25, ({ title }) => title.seuNumero)],
    ]),
    r: instead(febraban.r, [
      ["180-229", "20.3R uso da Caixa", blanks],
      ["230-240", "21.3R CNAB", blanks],
    ]),
    loteEnd: instead(febraban.loteEnd, [
      ["24-29", "06.5 títulos", digits(6, ({ file }) => file.titles.length)],
      ["93-123", "12.5 CNAB", blanks],
    ]),
    end: instead(febraban.end, [["30-35", "07.9 CNAB", blanks]]),
  },
};
