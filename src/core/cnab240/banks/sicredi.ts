import { cells } from "../cell.ts";
import type { CnabBank } from "../cnab-bank.ts";
import { febraban } from "../febraban.ts";
import { movements } from "../movements.ts";
import { reasonsOf } from "../reasons.ts";
import { settings } from "../settings.ts";
import { febrabanPlaces } from "../title-places.ts";

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
  // The bank aligns it to the left; some programs add leading zeros.
  numbersIn: (field) => [
    field
      .trim()
      .replace(/^0+(?=\d{9}$)/, "")
      .slice(0, 8),
  ],
  movements: { ...movements, "36": { words: "Baixa rejeitada", effect: "instruction-refused" } },
  reasons: reasonsOf,
};
