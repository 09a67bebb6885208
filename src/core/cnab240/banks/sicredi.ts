import { cells } from "../cell.ts";
import type { CnabBank } from "../cnab-bank.ts";
import { febraban } from "../febraban.ts";
import { movements } from "../movements.ts";
import { reasonsOf, refusalReasons } from "../reasons.ts";
import { settings } from "../settings.ts";
import { febrabanOwner, febrabanPlaces } from "../title-places.ts";

const { fixed } = cells;

/** The kinds of title that it takes; a duplicata de serviço is 05 (por indicação). */
const especies = ["03", "05", "06", "07", "12", "13", "16", "17", "19", "32", "99"];

/** Sicredi. Of the seu número it reads ten characters. Source: Manual CNAB 240 (Aug 2019). */
export const sicredi: CnabBank = {
  code: "748",
  name: "SICREDI",
  needs: [],
  settings: [
    ...settings.versions("081", "040"),
    settings.account,
    settings.accountDv,
    settings.kindAmong(especies, "03"),
  ],
  records: {
    ...febraban,
    header: cells.over(febraban.header, [fixed(167, "01600")]),
  },
  values: ({ agencia = "" }, { conta = "", contaDv = "" }) => ({
    convenio: "",
    agencia,
    agenciaDv: "",
    conta,
    contaDv,
  }),
  nossoNumero: ({ nossoNumero, nossoNumeroDv = "" }) => nossoNumero + nossoNumeroDv,
  caracteristicas: () => "11122",
  monthlyJuros: true,
  noJuros: "3",
  jurosDate: "day-after",
  // "Sempre será a data do vencimento."
  multaDate: "due-date",
  daysAfterDue: 60,
  widths: { seuNumero: 10 },
  places: febrabanPlaces,
  owner: febrabanOwner,
  // The bank aligns it to the left; some programs add leading zeros.
  numbersIn(field) {
    const number = field.trim().replace(/^0+(?=\d{9}$)/, "");
    return [{ number: number.slice(0, 8), dv: number.slice(8, 9) }];
  },
  // Sicredi, manual CNAB 240 of ago/2019, C044.
  movements: {
    ...movements,
    "36": { words: "Baixa rejeitada", effect: "instruction-refused" },
    "78": { words: "Pedido de negativação recebido", effect: "told" },
    "79": { words: "Pedido para tirar a negativação recebido", effect: "told" },
    "80": { words: "Negativação confirmada", effect: "told" },
    "81": { words: "Negativação rejeitada", effect: "instruction-refused" },
    "82": { words: "Negativação tirada", effect: "told" },
    "83": { words: "Tirar a negativação foi rejeitado", effect: "instruction-refused" },
    "84": { words: "Negativação tirada por outro motivo", effect: "told" },
    "85": { words: "Aviso sobre negativação", effect: "told" },
  },
  reasons: (movement) => (movement === "36" ? refusalReasons : reasonsOf(movement)),
};
