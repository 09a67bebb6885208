import { cells } from "../cell.ts";
import type { CnabBank } from "../cnab-bank.ts";
import { febraban } from "../febraban.ts";
import { movements } from "../movements.ts";
import { reasonsOf } from "../reasons.ts";
import { settings } from "../settings.ts";
import { febrabanOwner, febrabanPlaces } from "../title-places.ts";

const { text, fixed } = cells;

/**
 * Sicoob. The nosso número field also holds the check digit, parcela (01), modalidade and form (4: A4). The bank's own
 * register decides on the baixa. Source: Layouts para troca de informações (Feb 2017).
 */
export const sicoob: CnabBank = {
  code: "756",
  name: "SICOOB",
  needs: [],
  settings: [...settings.versions("081", "040"), settings.branchDv(), settings.account, settings.accountDv],
  records: {
    ...febraban,
    header: cells.over(febraban.header, [fixed(72, "0")]),
    p: cells.over(febraban.p, [fixed(224, "0"), text(225, 227)]),
  },
  values: ({ agencia = "" }, { agenciaDv = "", conta = "", contaDv = "" }) => ({
    convenio: "",
    agencia,
    agenciaDv,
    conta,
    contaDv,
  }),
  nossoNumero: ({ nossoNumero, nossoNumeroDv = "" }, { modalidade = "01" }) =>
    `${(nossoNumero + nossoNumeroDv).padStart(10, "0")}01${modalidade}4`,
  caracteristicas: ({ carteira = "1" }) => `${carteira}0 22`,
  monthlyJuros: true,
  noJuros: "0",
  jurosDate: "due-date",
  multaDate: "due-date",
  places: febrabanPlaces,
  owner: febrabanOwner,
  numbersIn: (field) => [{ number: field.slice(2, 9), dv: field.slice(9, 10), carteira: field.slice(12, 14) }],
  carteiraReturned: ({ modalidade = "01" }) => modalidade,
  movements,
  reasons: reasonsOf,
};
