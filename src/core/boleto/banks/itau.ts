import type { BankLayout, Segment } from "../bank-layout.ts";
import type { BoletoValues } from "../boleto-values.ts";
import { mod10, sequenceOfWidth } from "../check-digits.ts";
import { fillSegments } from "../fill-segments.ts";

/** Their DAC is of carteira and nosso número alone. Itaú CNAB 400 manual (Feb 2016), annex 4. */
const dacWithoutAccount = ["126", "131", "146", "150", "168"];
/** Their campo livre carries seu número and the código do cliente. The same manual, annex 5; its title names 198. */
const withSeuNumero = ["107", "122", "142", "143", "196", "198"];

const seuNumeroHead: readonly Segment[] = [
  { field: "carteira", width: 3 },
  { field: "nossoNumero", width: 8 },
  { field: "seuNumero", width: 7 },
  { field: "beneficiario", width: 5 },
];

/** Itaú. */
export const itau: BankLayout = {
  code: "341",
  codeDv: "7",
  name: "Itaú",
  fields: [
    {
      name: "agencia",
      label: "Agência",
      of: "account",
      required: true,
      digits: [4],
    },
    {
      name: "conta",
      label: "Conta",
      of: "account",
      required: true,
      digits: [5],
    },
    {
      name: "contaDv",
      label: "Dígito da conta",
      of: "account",
      required: false,
      digits: [1],
    },
    {
      name: "carteira",
      label: "Carteira",
      of: "account",
      required: true,
      digits: [3],
    },
    {
      name: "beneficiario",
      label: "Código do cliente",
      of: "account",
      required: true,
      digits: [5],
      onlyCarteiras: withSeuNumero,
    },
    {
      name: "seuNumero",
      label: "Seu número",
      of: "boleto",
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
