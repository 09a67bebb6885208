import type { BankLayout } from "../bank-layout.ts";
import type { BoletoValues } from "../boleto-values.ts";
import { sequenceOfWidth } from "../check-digits.ts";

const dvWeights = [3, 1, 9, 7];

/** Sicoob (Bancoob). `agencia` is the cooperativa, `beneficiario` the código do cliente with its check digit. */
export const sicoob: BankLayout = {
  code: "756",
  codeDv: "0",
  name: "Sicoob",
  fields: [
    {
      name: "agencia",
      label: "Cooperativa",
      scope: "account",
      required: true,
      digits: [4],
    },
    {
      name: "beneficiario",
      label: "Código do cliente com dígito",
      scope: "account",
      required: true,
      digits: [7],
    },
    {
      name: "carteira",
      label: "Carteira",
      scope: "account",
      required: true,
      digits: [1],
    },
    {
      name: "modalidade",
      label: "Modalidade",
      scope: "account",
      required: false,
      digits: [2],
      default: "01",
    },
    {
      name: "parcela",
      label: "Parcela",
      scope: "boleto",
      required: false,
      digits: [3],
      default: "001",
    },
  ],
  nossoNumero: {
    digits: () => [7],
    pads: true,
    sequence: () => sequenceOfWidth(7),
    dv: nossoNumeroDv,
  },
  campoLivre: () => [
    { field: "carteira", width: 1 },
    { field: "agencia", width: 4 },
    { field: "modalidade", width: 2 },
    { field: "beneficiario", width: 7 },
    { field: "nossoNumero", width: 7 },
    { computed: nossoNumeroDv, width: 1 },
    { field: "parcela", width: 3 },
  ],
  printed: {
    nossoNumero: (values) => `${values.nossoNumero}-${nossoNumeroDv(values)}`,
    agenciaCodigo: ({ agencia, beneficiario }) => `${agencia}/${beneficiario.replace(/(.)$/, "-$1")}`,
    carteira: ({ carteira, modalidade }) => `${carteira}/${modalidade}`,
  },
};

/**
 * Returns the check digit of the nosso número: weights 3, 1, 9, 7 from the left over cooperativa, cliente (10 digits)
 * and nosso número. If the remainder is 0 or 1, the digit is 0.
 */
function nossoNumeroDv({ agencia, beneficiario, nossoNumero }: BoletoValues): string {
  const digits = [...`${agencia}${beneficiario.padStart(10, "0")}${nossoNumero}`];
  const sum = digits.reduce((total, digit, index) => total + Number(digit) * (dvWeights[index % 4] ?? 0), 0);
  return String(sum % 11 < 2 ? 0 : 11 - (sum % 11));
}
