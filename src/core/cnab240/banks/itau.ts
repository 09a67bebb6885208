import { mod10 } from "../../boleto/check-digits.ts";
import { cells } from "../cell.ts";
import type { CnabBank } from "../cnab-bank.ts";
import { febraban } from "../febraban.ts";
import { plainPunctuation } from "../plain-upper.ts";
import { settings } from "../settings.ts";
import { febrabanOwner, febrabanPlaces } from "../title-places.ts";
import { itauAlreadyThere, itauMovements, itauReasons } from "./itau-codes.ts";

const { digits, text, fixed } = cells;

/**
 * Itaú. One check digit covers agência and account; movement codes and reasons are its own. The bank's own register
 * decides on the baixa. Source: Layout de Arquivos, FEBRABAN 240 (Jan 2017).
 */
export const itau: CnabBank = {
  code: "341",
  name: "BANCO ITAU SA",
  needs: [],
  settings: [...settings.versions("040", "030"), settings.kind("08")],
  records: {
    ...febraban,
    header: cells.over(febraban.header, [text(172, 225), digits(226, 228), text(229, 240)]),
    lote: cells.over(febraban.lote, [fixed(12, "00")]),
    p: cells.over(febraban.p, [fixed(106, "0"), fixed(118, "0"), fixed(142, "0"), fixed(221, "0"), digits(224, 239)]),
    q: cells.over(febraban.q, [text(34, 63, "pagador"), text(64, 73)]),
  },
  values: ({ agencia = "", conta = "" }) => ({
    convenio: "",
    agencia,
    agenciaDv: "",
    conta,
    contaDv: "",
    agenciaContaDv: String(mod10(agencia + conta)),
  }),
  nossoNumero: ({ nossoNumero, nossoNumeroDv = "" }, { carteira = "" }) => carteira + nossoNumero + nossoNumeroDv,
  caracteristicas: () => "00000",
  noJuros: "0",
  jurosDate: "day-after",
  multaDate: "day-after",
  widths: { seuNumero: 10, pagador: 30 },
  punctuation: plainPunctuation,
  places: { ...febrabanPlaces, seuNumero: [59, 68] },
  owner: febrabanOwner,
  numbersIn: (field) => [{ number: field.slice(3, 11), dv: field.slice(11, 12), carteira: field.slice(0, 3) }],
  movements: itauMovements,
  reasons: (movement) => itauReasons[movement] ?? {},
  alreadyThere: itauAlreadyThere,
};
