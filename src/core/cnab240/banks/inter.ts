import type { CnabBank } from "../cnab-bank.ts";
import { febraban } from "../febraban.ts";
import { movements } from "../movements.ts";
import { reasonsOf } from "../reasons.ts";
import { settings } from "../settings.ts";
import { febrabanOwner, febrabanPlaces } from "../title-places.ts";

/**
 * Inter, exactly as FEBRABAN's standard: the bank publishes only its layout of 400 positions, so every position here is
 * an assumption. Only carteira 110: with 112 the bank assigns the nosso número.
 */
export const inter: CnabBank = {
  code: "077",
  name: "BANCO INTER",
  unconfirmed: true,
  needs: ["conta"],
  settings: [...settings.versions("089", "040"), settings.branchDv("9")],
  refuse: ({ carteira }) =>
    carteira === "110"
      ? undefined
      : { field: "carteira", message: "Por arquivo, só a carteira 110: na 112 o banco dá o nosso número." },
  records: febraban,
  values: ({ agencia = "", conta = "", beneficiario = "" }, { agenciaDv = "" }) => ({
    convenio: beneficiario,
    agencia,
    agenciaDv,
    conta: conta.slice(0, -1),
    contaDv: conta.slice(-1),
  }),
  nossoNumero: ({ nossoNumero, nossoNumeroDv = "" }) =>
    nossoNumero.length === 11 ? nossoNumero : nossoNumero + nossoNumeroDv,
  caracteristicas: () => "11122",
  noJuros: "3",
  places: febrabanPlaces,
  owner: febrabanOwner,
  numbersIn(field) {
    const number = field.trim().slice(-11).padStart(10, "0");
    if (number.length === 10) return [{ number }];
    return [{ number: number.slice(0, 10), dv: number.slice(10) }, { number }];
  },
  movements,
  reasons: reasonsOf,
};
