import type { BankLayout, Segment } from "../bank-layout.ts";
import type { BoletoValues } from "../boleto-values.ts";
import { mod10, sequenceOfWidth } from "../check-digits.ts";
import { fillSegments } from "../fill-segments.ts";

/**
 * Carteiras whose check digit (DAC) is computed from carteira and nosso número only. Source: Itaú, CNAB 400 manual (Feb
 * 2016), annex 4.
 */
const dacWithoutAccount = ["126", "131", "146", "150", "168"];
/**
 * Carteiras whose campo livre contains the seu número and the código do cliente. Source: the same manual, annex 5;
 * carteira 198 is in its title.
 */
const withSeuNumero = ["107", "122", "142", "143", "196", "198"];

const seuNumeroHead: readonly Segment[] = [
  { field: "carteira", width: 3 },
  { field: "nossoNumero", width: 8 },
  { field: "seuNumero", width: 7 },
  { field: "beneficiario", width: 5 },
];

export const itau: BankLayout = {
  code: "341",
  codeDv: "7",
  name: "Itaú",
  fields: [
    {
      name: "agencia",
      label: "Agência",
      scope: "account",
      required: true,
      digits: [4],
    },
    {
      name: "conta",
      label: "Conta",
      scope: "account",
      required: true,
      digits: [5],
    },
    {
      name: "contaDv",
      label: "Dígito da conta",
      scope: "account",
      required: false,
      digits: [1],
    },
    {
      name: "carteira",
      label: "Carteira",
      scope: "account",
      required: true,
      digits: [3],
    },
    {
      name: "beneficiario",
      label: "Código do cliente",
      scope: "account",
      required: true,
      digits: [5],
      onlyCarteiras: withSeuNumero,
    },
    {
      name: "seuNumero",
      label: "Seu número",
      scope: "boleto",
      required: true,
      digits: [7],
      onlyCarteiras: withSeuNumero,
    },
  ],
  refuseAccount: ({ agencia, conta, contaDv }) =>
    contaDv && contaDv !== String(mod10(agencia + conta))
      ? {
          field: "contaDv",
          message: "O dígito não confere com a agência e a conta.",
        }
      : undefined,
  nossoNumero: {
    digits: () => [8],
    pads: true,
    sequence: () => sequenceOfWidth(8),
    dv: dac,
  },
  campoLivre: ({ carteira }) =>
    withSeuNumero.includes(carteira)
      ? [
          ...seuNumeroHead,
          {
            computed: (values) => String(mod10(fillSegments(seuNumeroHead, values))),
            width: 1,
          },
          { literal: "0" },
        ]
      : [
          { field: "carteira", width: 3 },
          { field: "nossoNumero", width: 8 },
          { computed: dac, width: 1 },
          { field: "agencia", width: 4 },
          { field: "conta", width: 5 },
          { computed: accountDac, width: 1 },
          { literal: "000" },
        ],
  printed: {
    nossoNumero: (values) => `${values.carteira}/${values.nossoNumero}-${dac(values)}`,
    agenciaCodigo: (values) => `${values.agencia}/${values.conta}-${accountDac(values)}`,
    carteira: (values) => values.carteira,
  },
};

function dac({ agencia, conta, carteira, nossoNumero }: BoletoValues): string {
  const account = dacWithoutAccount.includes(carteira) ? "" : agencia + conta;
  return String(mod10(account + carteira + nossoNumero));
}

function accountDac({ agencia, conta }: BoletoValues): string {
  return String(mod10(agencia + conta));
}
