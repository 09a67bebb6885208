import { content, instead, type Manual } from "../manual.ts";
import { febraban } from "./febraban.ts";

const { blanks, zeros, account, text } = content;

/** Itaú: "Cobrança Bancária, Layout de Arquivos, FEBRABAN 240", January 2017. Rows that it does not change are FEBRABAN's. */
export const itau: Manual = {
  source: "Itaú FEBRABAN 240, jan/2017",
  records: {
    ...febraban,
    header: instead(febraban.header, [
      ["33-52", "brancos", blanks],
      ["53", "zeros", "0"],
      ["54-57", "agência", account("agencia")],
      ["58", "brancos", blanks],
      ["59-65", "zeros", zeros],
      ["66-70", "conta", account("conta")],
      ["71", "brancos", blanks],
      ["72", "DAC", account("dac")],
      ["172-225", "brancos", blanks],
      ["226-228", "zeros", zeros],
      ["229-240", "brancos", blanks],
    ]),
    lote: instead(febraban.lote, [
      ["12-13", "zeros", zeros],
      ["34-53", "brancos", blanks],
      ["54", "zeros", "0"],
      ["55-58", "agência", account("agencia")],
      ["59", "brancos", blanks],
      ["60-66", "zeros", zeros],
      ["67-71", "conta", account("conta")],
      ["72", "brancos", blanks],
      ["73", "DAC", account("dac")],
    ]),
    p: instead(febraban.p, [
      ["18", "zeros", "0"],
      ["19-22", "agência", account("agencia")],
      ["23", "brancos", blanks],
      ["24-30", "zeros", zeros],
      ["31-35", "conta", account("conta")],
      ["36", "brancos", blanks],
      ["37", "DAC", account("dac")],
      ["38-40", "carteira, nota 5", account("carteira")],
      ["41-48", "nosso número, nota 6", ({ title }) => title.nossoNumero.slice(0, 8)],
      ["49", "DAC do nosso número", ({ title }) => title.nossoNumero.slice(8)],
      ["50-57", "brancos", blanks],
      ["58-62", "zeros", zeros],
      ["63-72", "número do documento, nota 7", text(10, ({ title }) => title.seuNumero)],
      ["73-77", "brancos", blanks],
      ["106", "DAC da agência cobradora, 9(01)", "0"],
      ["118", "zeros", "0"],
      ["142", "zeros", "0"],
      ["221", "protesto, nota 18: 0 sem instrução, 3 não protestar", /^[03]$/],
      ["224", "baixa, nota 19: 0 sem instrução", "0"],
      ["225-226", "dias para baixa", zeros],
      ["227-239", "zeros", zeros],
    ]),
    q: instead(febraban.q, [
      ["34-63", "nome", text(30, ({ title }) => title.payer.name.slice(0, 30).trimEnd())],
      ["64-73", "brancos, nota 20", blanks],
    ]),
    r: instead(febraban.r, [
      ["90-99", "brancos", blanks],
      ["140-199", "brancos", blanks],
      ["208-215", "zeros", zeros],
    ]),
    loteEnd: instead(febraban.loteEnd, [["70-115", "zeros", zeros]]),
  },
};
