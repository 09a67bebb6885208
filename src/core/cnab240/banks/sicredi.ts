import { cells } from "../cell.ts";
import type { CnabBank } from "../cnab-bank.ts";
import { febraban } from "../febraban.ts";
import { movements } from "../movements.ts";
import { reasonsOf, refusalReasons } from "../reasons.ts";
import { settings } from "../settings.ts";
import { febrabanOwner, febrabanPlaces } from "../title-places.ts";

const { fixed } = cells;

/** Sicredi. The bank always closes boletos 60 days after the due date, whatever the wallet says. */
export const sicredi: CnabBank = {
  code: "748",
  name: "SICREDI",
  needs: [],
  settings: [...settings.versions("081", "040"), settings.account, settings.accountDv],
  records: {
    ...febraban,
    header: cells.over(febraban.header, [fixed(167, "01600")]),
    p: cells.over(febraban.p, [fixed(225, "060")]),
  },
  values: ({ agencia = "", beneficiario = "" }, { conta = "", contaDv = "" }) => ({
    convenio: beneficiario.padStart(20, "0"),
    agencia,
    agenciaDv: "",
    conta,
    contaDv,
  }),
  nossoNumero: ({ nossoNumero, nossoNumeroDv = "" }) => nossoNumero + nossoNumeroDv,
  caracteristicas: () => "11122",
  noJuros: "3",
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
