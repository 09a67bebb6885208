import type { BankLayout, Segment } from "../bank-layout.ts";
import type { BoletoValues } from "../boleto-values.ts";
import { mod11OrZero } from "../check-digits.ts";
import { fillSegments } from "../fill-segments.ts";

const head: readonly Segment[] = [
  { field: "carteira", width: 1 },
  { literal: "1" },
  { field: "nossoNumero", width: 8 },
  { computed: nossoNumeroDv, width: 1 },
  { field: "agencia", width: 4 },
  { field: "posto", width: 2 },
  { field: "beneficiario", width: 5 },
  {
    computed: ({ valorCentavos }) => (valorCentavos > 0 ? "1" : "0"),
    width: 1,
  },
  { literal: "0" },
];

/**
 * Sicredi. The nosso número consists of the year of issue (2 digits), the byte (2 to 9; 1 is reserved for the
 * cooperative) and the sequence number of the bank (5 digits), which starts again each year. Our sequence number is
 * byte and sequence together, 200001 to 999999. If a boleto is printed again, the year stays the same. `carteira` is
 * the type of collection: 1 registered, 3 not registered.
 * Source: Sicredi, Manual do Beneficiário CNAB 400 (2014), §5.4.
 */
export const sicredi: BankLayout = {
  code: "748",
  codeDv: "X",
  name: "Sicredi",
  fields: [
    {
      name: "agencia",
      label: "Cooperativa",
      scope: "account",
      required: true,
      digits: [4],
    },
    {
      name: "posto",
      label: "Posto",
      scope: "account",
      required: true,
      digits: [2],
    },
    {
      name: "beneficiario",
      label: "Código do beneficiário",
      scope: "account",
      required: true,
      digits: [5],
    },
    {
      name: "carteira",
      label: "Tipo de cobrança",
      scope: "account",
      required: false,
      digits: [1],
      values: ["1", "3"],
      default: "1",
    },
  ],
  nossoNumero: {
    digits: () => [8],
    pads: false,
    refuse: ({ nossoNumero }) =>
      /^..[2-9]/.test(nossoNumero)
        ? undefined
        : {
            field: "nossoNumero",
            message: "O terceiro dígito vai de 2 a 9; o 1 é da cooperativa.",
          },
    sequence: () => ({ min: 200_001, max: 999_999 }),
    skips: (sequence) => sequence % 100_000n === 0n,
    compose: (sequence, issueDate) => `${issueDate.slice(2, 4)}${sequence}`,
    yearly: true,
    dv: nossoNumeroDv,
  },
  campoLivre: () => [
    ...head,
    {
      computed: (values) => String(mod11OrZero(fillSegments(head, values))),
      width: 1,
    },
  ],
  printed: {
    nossoNumero: (values) =>
      `${values.nossoNumero.slice(0, 2)}/${values.nossoNumero.slice(2)}-${nossoNumeroDv(values)}`,
    agenciaCodigo: ({ agencia, posto, beneficiario }) => `${agencia}.${posto}.${beneficiario}`,
    carteira: (values) => values.carteira,
  },
};

function nossoNumeroDv({ agencia, posto, beneficiario, nossoNumero }: BoletoValues): string {
  return String(mod11OrZero(agencia + posto + beneficiario + nossoNumero));
}
