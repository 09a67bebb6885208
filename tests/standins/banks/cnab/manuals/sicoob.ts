import { content, instead, type Manual } from "../manual.ts";
import { febraban } from "./febraban.ts";

const { blanks, zeros } = content;

/** Sicoob: sheet "05. Remessa, opção CNAB 240" of "Layouts para troca de informações", February 2017. */
export const sicoob: Manual = {
  source: "Sicoob, Layouts para troca de informações, fev/2017",
  records: {
    ...febraban,
    header: instead(febraban.header, [
      ["33-52", "07 convênio: brancos", blanks],
      ["72", "12: zeros", "0"],
      ["167-171", "21 densidade", "00000"],
    ]),
    lote: instead(febraban.lote, [["34-53", "11.1 convênio: brancos", blanks]]),
    p: instead(febraban.p, [
      ["38-47", "13.3P número do título, com o dígito", ({ title }) => title.nossoNumero],
      ["48-49", "13.3P parcela única", "01"],
      ["50-51", "13.3P modalidade", "01"],
      ["52", "13.3P formulário A4", "4"],
      ["53-57", "13.3P em branco", blanks],
      ["59", "15.3P", "0"],
      ["60", "16.3P", blanks],
      ["118", "27.3P: 0 isento", ({ title }) => (title.perMonth ? "2" : title.perDay ? "1" : "0")],
      ["119-126", "28.3P: a data de vencimento", ({ title }) => (title.perMonth || title.perDay ? title.due : zeros)],
      ["224", "38.3P", "0"],
      ["225-227", "39.3P: em branco", blanks],
    ]),
    r: instead(febraban.r, [["67-74", "15.3R: a data de vencimento", ({ title }) => title.due]]),
  },
};
