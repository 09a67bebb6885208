import { cells } from "../cell.ts";
import type { CnabBank } from "../cnab-bank.ts";
import { febraban } from "../febraban.ts";
import { movements } from "../movements.ts";
import { reasonsOf } from "../reasons.ts";
import { settings } from "../settings.ts";
import { febrabanOwner, febrabanPlaces } from "../title-places.ts";

/** Bradesco. Files hold the carteira, five zeros and the nosso número. Source: manual 4008.524.0339, version 06. */
export const bradesco: CnabBank = {
  code: "237",
  name: "BANCO BRADESCO S.A.",
  needs: ["agenciaDv", "contaDv"],
  settings: [
    ...settings.versions("084", "042"),
    {
      name: "convenio",
      label: "Código da empresa (convênio)",
      pattern: /^\d{1,20}$/,
      expected: "de 1 a 20 números",
      required: true,
    },
  ],
  records: { ...febraban, header: cells.over(febraban.header, [cells.fixed(167, "01600")]) },
  values: ({ agencia = "", agenciaDv = "", conta = "", contaDv = "" }, { convenio = "" }) => ({
    convenio: convenio.padStart(20, "0"),
    agencia,
    agenciaDv,
    conta,
    contaDv,
  }),
  nossoNumero: ({ nossoNumero, nossoNumeroDv = "" }, { carteira = "" }) =>
    `${carteira.padStart(3, "0")}00000${nossoNumero}${nossoNumeroDv}`,
  caracteristicas: () => "11122",
  monthlyJuros: true,
  noJuros: "3",
  jurosDate: "day-after",
  multaDate: "day-after",
  places: febrabanPlaces,
  owner: febrabanOwner,
  numbersIn: (field) => [{ number: field.slice(8, 19), dv: field.slice(19), carteira: field.slice(0, 3) }],
  movements: {
    ...movements,
    "73": { words: "Pedido de negativação recebido", effect: "told" },
  },
  // Bradesco, CNAB 240 manual 4008-524-0339, C047.
  reasons: (movement) => ({
    ...reasonsOf(movement),
    ...(["06", "17"].includes(movement) && { "18": "pagamento parcial" }),
  }),
};
