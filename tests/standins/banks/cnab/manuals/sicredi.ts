import { content, instead, type Manual } from "../manual.ts";
import { febraban } from "./febraban.ts";

const { blanks, zeros, text } = content;

/** Sicredi: "Manual CNAB 240", August 2019. Rows that it does not change are FEBRABAN's. */
export const sicredi: Manual = {
  source: "Sicredi Manual CNAB 240, ago/2019",
  records: {
    ...febraban,
    header: instead(febraban.header, [
      ["33-52", "07.0 convênio: brancos", blanks],
      ["58", "09.0 DV da agência: brancos", blanks],
      ["167-171", "21.0 densidade", "01600"],
    ]),
    lote: instead(febraban.lote, [
      ["34-53", "11.1 convênio: não utilizado", blanks],
      ["59", "13.1 DV da agência: brancos", blanks],
    ]),
    p: instead(febraban.p, [
      ["23", "09.3P DV da agência: brancos", blanks],
      ["63-72", "19.3P: só valem as 10 primeiras posições", text(10, ({ title }) => title.seuNumero)],
      ["73-77", "19.3P: não validadas", blanks],
      ["107-108", "24.3P espécie", /^(03|05|06|07|12|13|16|17|19|32|99)$/],
      ["224", "38.3P: sempre 1", "1"],
      ["225-227", "39.3P: sempre 60 dias", "060"],
    ]),
    r: instead(febraban.r, [
      ["66", "14.3R: só percentual", "2"],
      ["67-74", "15.3R: sempre a do vencimento", ({ title }) => title.due],
    ]),
    loteEnd: instead(febraban.loteEnd, [["47-115", "08.5 a 13.5", zeros]]),
  },
};
