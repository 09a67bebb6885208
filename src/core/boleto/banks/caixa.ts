import type { BankLayout, Segment } from "../bank-layout.ts";
import { mod11OrZero } from "../check-digits.ts";
import { fillSegments } from "../fill-segments.ts";

/**
 * The first two digits of the nosso número. The first digit: 1 registered, 2 not registered. The second: 4, issued by
 * the beneficiary.
 */
const prefixOf = (carteira: string) => (carteira === "SR" ? "24" : "14");
const firstSevenDigitCode = 1_100_000;

const head: readonly Segment[] = [
  { computed: ({ beneficiario }) => codeWithDv(beneficiario), width: 7 },
  { field: "nossoNumero", from: 2, width: 3 },
  { field: "nossoNumero", from: 0, width: 1 },
  { field: "nossoNumero", from: 5, width: 3 },
  { field: "nossoNumero", from: 1, width: 1 },
  { field: "nossoNumero", from: 8, width: 9 },
];

/**
 * Caixa (SIGCB). From 1100000 on, the code of the beneficiary has seven digits and no check digit.
 * Source: manual 67.119 v010 (2020), notes 1 to 4, also for the limit of R$ 9.999.999,99.
 */
export const caixa: BankLayout = {
  code: "104",
  codeDv: "0",
  name: "Caixa",
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
      label: "Código do beneficiário",
      scope: "account",
      required: true,
      digits: [6, 7],
    },
    {
      name: "carteira",
      label: "Carteira",
      scope: "account",
      required: false,
      digits: [2],
      values: ["RG", "SR"],
      default: "RG",
    },
  ],
  maxCents: 999_999_999,
  refuseAccount: ({ beneficiario }) =>
    beneficiario.length === 7 && Number(beneficiario) < firstSevenDigitCode
      ? {
          field: "beneficiario",
          message: "Códigos de 7 dígitos começam em 1100000; antes disso são 6, sem o dígito.",
        }
      : undefined,
  nossoNumero: {
    digits: () => [17],
    pads: false,
    refuse: ({ nossoNumero, carteira }) =>
      nossoNumero.startsWith(prefixOf(carteira))
        ? undefined
        : {
            field: "nossoNumero",
            message: `Na carteira ${carteira}, começa com ${prefixOf(carteira)}.`,
          },
    sequence: () => ({ min: 1, max: 10 ** 15 - 1 }),
    compose: (sequence) => `${prefixOf("RG")}${sequence.padStart(15, "0")}`,
    dv: ({ nossoNumero }) => String(mod11OrZero(nossoNumero)),
  },
  campoLivre: () => [
    ...head,
    {
      computed: (values) => String(mod11OrZero(fillSegments(head, values))),
      width: 1,
    },
  ],
  printed: {
    nossoNumero: ({ nossoNumero }) => `${nossoNumero}-${mod11OrZero(nossoNumero)}`,
    agenciaCodigo: ({ agencia, beneficiario }) => {
      const code = codeWithDv(beneficiario);
      const printed = beneficiario.length === 6 ? code.replace(/(.)$/, "-$1") : code;
      return agencia ? `${agencia}/${printed}` : printed;
    },
    carteira: (values) => values.carteira,
  },
};

function codeWithDv(beneficiario: string): string {
  return beneficiario.length === 7 ? beneficiario : `${beneficiario}${mod11OrZero(beneficiario)}`;
}
