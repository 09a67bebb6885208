import { mod11 } from "../../boleto/check-digits.ts";
import { cells } from "../cell.ts";
import type { CnabBank } from "../cnab-bank.ts";
import { febraban } from "../febraban.ts";
import { movements } from "../movements.ts";
import { reasonsOf } from "../reasons.ts";
import type { ReturnedNumber } from "../return-title.ts";
import { settings } from "../settings.ts";
import { febrabanOwner, febrabanPlaces } from "../title-places.ts";

const { text, fixed } = cells;

/**
 * Banco do Brasil. Header and lote hold convênio, product 0014, carteira and variação; in tests the lote adds "TS". The
 * bank's own register decides on the baixa, and on juros for a boleto that has none. Source: Particularidades BB,
 * Leiaute CNAB 240 (Aug 2017).
 */
export const bancoDoBrasil: CnabBank = {
  code: "001",
  name: "BANCO DO BRASIL S.A.",
  needs: [],
  settings: [
    ...settings.versions("084", "043"),
    { name: "variacao", label: "Variação da carteira", pattern: /^\d{3}$/, expected: "3 números", required: true },
    {
      name: "codigoCarteira",
      label: "Código da carteira, se não for a modalidade simples",
      pattern: /^[1-7]$/,
      expected: "1 número, de 1 a 7",
    },
    settings.environment,
  ],
  records: {
    ...febraban,
    lote: cells.over(febraban.lote, [text(34, 53, "convenioLote")]),
    p: cells.over(febraban.p, [fixed(224, "0000")]),
    loteEnd: cells.over(febraban.loteEnd, [text(24, 240)]),
  },
  values({ agencia = "", conta = "", beneficiario = "", carteira = "" }, { variacao = "", ambiente }) {
    const convenio = `${beneficiario.padStart(9, "0")}0014${carteira}${variacao}`;
    return {
      convenio,
      convenioLote: ambiente === "teste" ? `${convenio}TS` : convenio,
      agencia,
      agenciaDv: dvWithX(agencia),
      conta,
      contaDv: dvWithX(conta),
    };
  },
  nossoNumero: ({ nossoNumeroFull, nossoNumeroDv = "" }) => nossoNumeroFull + nossoNumeroDv,
  caracteristicas: ({ carteira = "" }, { codigoCarteira }) => codigoCarteira ?? codigos[carteira] ?? "1",
  monthlyJuros: true,
  noJuros: "3",
  jurosDate: "day-after",
  multaDate: "day-after",
  widths: { pagador: 37, bairro: 12 },
  places: febrabanPlaces,
  owner: febrabanOwner,
  numbersIn: numbersOfBb,
  movements,
  // The bank's note to field 28.3T (ago/2017), and the sign that its files of entries have in nearly every title.
  reasons: (movement) => ({
    ...reasonsOf(movement),
    ...(["02", "03"].includes(movement) && { A9: "não autoriza pagamento parcial" }),
    ...(["03", "26", "30"].includes(movement) && { "52": "o título já foi liquidado" }),
  }),
};

/** Field C006 by carteira: 1 for 11 and 12, 7 for 17, in the modality simples; vinculada; descontada. */
const codigos: Readonly<Record<string, string>> = { "11": "1", "12": "1", "17": "7", "31": "2", "51": "4" };

/** 17 digits: a convênio of 7 and our 10, or all 17 ours. 11 and a check digit: a convênio of 4 or 6, our 7 or 5. */
export function numbersOfBb(field: string): readonly ReturnedNumber[] {
  const number = field.trim();
  if (number.length === 17) return [{ number: number.slice(7) }, { number }];
  const dv = number.slice(11);
  return [
    { number: number.slice(4, 11), dv },
    { number: number.slice(6, 11), dv },
  ];
}

function dvWithX(digits: string): string {
  const digit = mod11(digits);
  return digit === 10 ? "X" : String(digit % 11);
}
