import type { BankLayout } from "../bank-layout.ts";
import { mod11, sequenceOfWidth } from "../check-digits.ts";

const nossoNumeroDv = (values: { carteira: string; nossoNumero: string }) =>
  dvWithP(values.carteira + values.nossoNumero);

/**
 * Bradesco. The check digit of the nosso número is printed, and is in files, but is not part of the bar code. The check
 * digits of agência and conta are printed as they were entered, without being checked, because published rules for the
 * one of the conta differ.
 */
export const bradesco: BankLayout = {
  code: "237",
  codeDv: "2",
  name: "Bradesco",
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
      orLetter: "P",
    },
    {
      name: "conta",
      label: "Conta",
      scope: "account",
      required: true,
      digits: [7],
      pads: true,
    },
    {
      name: "contaDv",
      label: "Dígito da conta",
      scope: "account",
      required: false,
      digits: [1],
      orLetter: "P",
    },
    {
      name: "carteira",
      label: "Carteira",
      scope: "account",
      required: true,
      digits: [2],
    },
  ],
  nossoNumero: {
    digits: () => [11],
    pads: true,
    sequence: () => sequenceOfWidth(11),
    dv: nossoNumeroDv,
  },
  campoLivre: () => [
    { field: "agencia", width: 4 },
    { field: "carteira", width: 2 },
    { field: "nossoNumero", width: 11 },
    { field: "conta", width: 7 },
    { literal: "0" },
  ],
  printed: {
    nossoNumero: (values) => `${values.carteira}/${values.nossoNumero}-${nossoNumeroDv(values)}`,
    agenciaCodigo: ({ agencia, agenciaDv, conta, contaDv }) =>
      `${agencia}${agenciaDv && `-${agenciaDv}`}/${conta}${contaDv && `-${contaDv}`}`,
    carteira: (values) => values.carteira,
  },
};

function dvWithP(digits: string): string {
  const digit = mod11(digits, 7);
  if (digit === 10) return "P";
  return String(digit % 11);
}
