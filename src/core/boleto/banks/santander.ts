import type { BankLayout } from "../bank-layout.ts";
import { mod11OrZero, sequenceOfWidth } from "../check-digits.ts";

const nossoNumeroDv = ({ nossoNumero }: { nossoNumero: string }) => String(mod11OrZero(nossoNumero));

/** Santander. `beneficiario` is the código do beneficiário (PSK). */
export const santander: BankLayout = {
  code: "033",
  codeDv: "7",
  name: "Santander",
  fields: [
    {
      name: "agencia",
      label: "Agência",
      scope: "account",
      required: false,
      digits: [4],
    },
    {
      name: "beneficiario",
      label: "Código do beneficiário (PSK)",
      scope: "account",
      required: true,
      digits: [7],
    },
    {
      name: "carteira",
      label: "Carteira",
      scope: "account",
      required: true,
      digits: [3],
      values: ["101", "102", "201"],
    },
    {
      name: "ios",
      label: "IOS (só seguradoras)",
      scope: "account",
      required: false,
      digits: [1],
      values: ["0", "7", "8", "9"],
      default: "0",
    },
  ],
  nossoNumero: {
    digits: () => [12],
    pads: true,
    sequence: () => sequenceOfWidth(12),
    dv: nossoNumeroDv,
  },
  campoLivre: () => [
    { literal: "9" },
    { field: "beneficiario", width: 7 },
    { field: "nossoNumero", width: 12 },
    { computed: nossoNumeroDv, width: 1 },
    { field: "ios", width: 1 },
    { field: "carteira", width: 3 },
  ],
  printed: {
    nossoNumero: (values) => `${values.nossoNumero}-${nossoNumeroDv(values)}`,
    agenciaCodigo: ({ agencia, beneficiario }) => (agencia ? `${agencia}/${beneficiario}` : beneficiario),
    carteira: (values) => values.carteira,
  },
};
