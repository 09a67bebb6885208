import type { BankLayout, Segment } from "../bank-layout.ts";
import type { AccountValues, BoletoValues } from "../boleto-values.ts";
import { mod11, sequenceOfWidth } from "../check-digits.ts";

const account: readonly Segment[] = [
  { field: "agencia", width: 4 },
  { field: "conta", width: 8 },
];
const carteira: Segment = { field: "carteira", width: 2 };

/** The campo livre, by the lengths of the convênio and the nosso número. */
const campoLivre: Readonly<Record<string, readonly Segment[]>> = {
  "4/7": [{ field: "beneficiario", width: 4 }, { field: "nossoNumero", width: 7 }, ...account, carteira],
  "6/5": [{ field: "beneficiario", width: 6 }, { field: "nossoNumero", width: 5 }, ...account, carteira],
  "6/17": [{ field: "beneficiario", width: 6 }, { field: "nossoNumero", width: 17 }, { literal: "21" }],
  "7/10": [{ literal: "000000" }, { field: "beneficiario", width: 7 }, { field: "nossoNumero", width: 10 }, carteira],
};

/**
 * Banco do Brasil. `beneficiario` is the convênio; its length decides everything else in the layout. A check digit of
 * 10 is written as X.
 * Source: Especificações Técnicas para Confecção de Boleto (Jan 2016), annexes IV and XI.
 */
export const bancoDoBrasil: BankLayout = {
  code: "001",
  codeDv: "9",
  name: "Banco do Brasil",
  fields: [
    {
      name: "agencia",
      label: "Agência",
      scope: "account",
      required: true,
      digits: [4],
      pads: true,
    },
    {
      name: "agenciaDv",
      label: "Dígito da agência",
      scope: "account",
      required: false,
      digits: [1],
      orLetter: "X",
    },
    {
      name: "conta",
      label: "Conta",
      scope: "account",
      required: true,
      digits: [8],
      pads: true,
    },
    {
      name: "contaDv",
      label: "Dígito da conta",
      scope: "account",
      required: false,
      digits: [1],
      orLetter: "X",
    },
    {
      name: "beneficiario",
      label: "Convênio",
      scope: "account",
      required: true,
      digits: [4, 6, 7],
    },
    {
      name: "carteira",
      label: "Carteira",
      scope: "account",
      required: true,
      digits: [2],
    },
  ],
  refuseAccount: ({ agencia, agenciaDv, conta, contaDv }) => {
    if (agenciaDv && agenciaDv !== bbDv(agencia))
      return {
        field: "agenciaDv",
        message: "O dígito não confere com a agência.",
      };
    if (contaDv && contaDv !== bbDv(conta)) return { field: "contaDv", message: "O dígito não confere com a conta." };
    return undefined;
  },
  nossoNumero: {
    digits: numberWidths,
    pads: true,
    sequence: (values) => sequenceOfWidth(numberWidths(values)[0] ?? 0),
    full: fullNumber,
    dv: (values) => (fullNumber(values).length === 11 ? bbDv(fullNumber(values)) : ""),
  },
  campoLivre: (values) => campoLivre[`${values.beneficiario.length}/${values.nossoNumero.length}`] ?? [],
  printed: {
    nossoNumero: (values) => {
      const number = fullNumber(values);
      return number.length === 11 ? `${number}-${bbDv(number)}` : number;
    },
    agenciaCodigo: ({ agencia, conta }) => `${agencia}-${bbDv(agencia)}/${conta}-${bbDv(conta)}`,
    carteira: (values) => values.carteira,
  },
};

function numberWidths({ beneficiario, carteira }: AccountValues): readonly number[] {
  if (beneficiario.length === 7) return [10];
  if (beneficiario.length === 4) return [7];
  return carteira === "16" || carteira === "18" ? [5, 17] : [5];
}

function fullNumber({ beneficiario, nossoNumero }: BoletoValues): string {
  return nossoNumero.length === 17 ? nossoNumero : beneficiario + nossoNumero;
}

function bbDv(digits: string): string {
  const digit = mod11(digits);
  if (digit === 10) return "X";
  return String(digit % 11);
}
