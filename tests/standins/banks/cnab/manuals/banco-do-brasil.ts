import { content, instead, type Manual } from "../manual.ts";
import { febraban } from "./febraban.ts";

const { blanks, zeros, account, text } = content;

/** Banco do Brasil: "Particularidades BB, Leiaute CNAB 240", August 2017. Rows that it does not change are FEBRABAN's. */
export const bancoDoBrasil: Manual = {
  source: "Particularidades BB, Leiaute CNAB 240, ago/2017",
  records: {
    ...febraban,
    header: instead(febraban.header, [
      ["33-41", "07.0 BB1 convênio", account("convenio9")],
      ["42-45", "07.0 BB2 cobrança cedente", "0014"],
      ["46-47", "07.0 BB3 carteira", account("carteira")],
      ["48-50", "07.0 BB4 variação", account("variacao")],
      ["51-52", "07.0 BB5", blanks],
      ["167-171", "21.0 densidade: zeros, brancos, 01600 ou 06250", /^(0{5}| {5}|01600|06250)$/],
    ]),
    lote: instead(febraban.lote, [
      ["34-42", "11.1 BB1 convênio", account("convenio9")],
      ["43-46", "11.1 BB2 cobrança cedente", "0014"],
      ["47-48", "11.1 BB3 carteira", account("carteira")],
      ["49-51", "11.1 BB4 variação", account("variacao")],
      ["52-53", "11.1 BB5 teste", account("teste")],
    ]),
    p: instead(febraban.p, [
      ["58", "14.3P: 1 na 11 e 12, 7 na 17 simples, 4 na 51", account("codigoCarteira")],
      ["59", "15.3P não tratado", /^[ 01]$/],
      ["60", "16.3P não tratado", /^[ 012]$/],
      ["61", "17.3P não tratado", /^[ 02]$/],
      ["62", "18.3P não tratado", /^[ 02]$/],
      ["224", "38.3P não tratado: zeros", "0"],
      ["225-227", "39.3P não tratado: zeros", "000"],
    ]),
    q: instead(febraban.q, [
      ["34-70", "10.3Q: são tratadas 37 posições", text(37, ({ title }) => title.payer.name.slice(0, 37).trimEnd())],
      ["71-73", "10.3Q não tratado", blanks],
      [
        "114-125",
        "12.3Q: são tratadas 12 posições",
        text(12, ({ title }) => title.payer.district.slice(0, 12).trimEnd()),
      ],
      ["126-128", "12.3Q não tratado", blanks],
    ]),
    loteEnd: instead(febraban.loteEnd, [["24-240", "06.5: zeros e brancos", /^[0 ]*$/]]),
    end: instead(febraban.end, [["30-35", "07.9: zeros ou brancos", zeros]]),
  },
};
