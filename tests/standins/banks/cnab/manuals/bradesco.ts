import { instead, type Manual } from "../manual.ts";
import { febraban } from "./febraban.ts";

/**
 * Bradesco: "Manual de Procedimentos Operacionais para Troca de Arquivos" 4008.524.0339, version 06. Rows that it does
 * not change are FEBRABAN's.
 */
export const bradesco: Manual = {
  source: "Bradesco 4008.524.0339 v06",
  records: {
    ...febraban,
    header: instead(febraban.header, [["167-171", "21.0 densidade, G020: 1600 ou 6250", /^(01600|06250)$/]]),
    p: instead(febraban.p, [
      ["38-40", "13.3P produto, G069", ({ title }) => title.nossoNumero.slice(0, 3)],
      ["41-45", "13.3P zeros", "00000"],
      ["46-56", "13.3P nosso número", ({ title }) => title.nossoNumero.slice(3, 14)],
      ["57", "13.3P dígito do nosso número", ({ title }) => title.nossoNumero.slice(14)],
    ]),
  },
};
