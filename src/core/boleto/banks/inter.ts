import type { BankLayout } from "../bank-layout.ts";
import type { BoletoValues } from "../boleto-values.ts";
import { mod10, sequenceOfWidth } from "../check-digits.ts";

const agenciaDv = "9";

/**
 * Inter. By API, and with the carteira 112 in files, the bank assigns the nosso número together with its check digit:
 * 11 digits, which are used unchanged. For a number of ten digits, the check digit is computed here.
 */
export const inter: BankLayout = {
  code: "077",
  codeDv: "9",
  name: "Banco Inter",
  fields: [
    {
      name: "agencia",
      label: "Agência",
      scope: "account",
      required: false,
      digits: [4],
      values: ["0001"],
      default: "0001",
    },
    {
      name: "conta",
      label: "Conta com dígito",
      scope: "account",
      required: false,
      digits: [5, 6, 7, 8, 9, 10],
    },
    {
      name: "beneficiario",
      label: "Operação (convênio)",
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
      values: ["112", "110"],
    },
  ],
  nossoNumero: {
    digits: () => [10, 11],
    pads: false,
    sequence: () => sequenceOfWidth(10),
    dv: (values) => numberWithDv(values).slice(10),
  },
  campoLivre: () => [
    { field: "agencia", width: 4 },
    { field: "carteira", width: 3 },
    { field: "beneficiario", width: 7 },
    { field: "nossoNumero", from: 0, width: 10 },
    { computed: (values) => numberWithDv(values).slice(10), width: 1 },
  ],
  printed: {
    nossoNumero: (values) => {
      const number = numberWithDv(values);
      return `${values.agencia}${agenciaDv}/${values.carteira}/${number.slice(0, 10)}-${number.slice(10)}`;
    },
    agenciaCodigo: ({ agencia, conta, beneficiario }) =>
      `${agencia}-${agenciaDv}/${conta ? conta.replace(/(.)$/, "-$1") : beneficiario}`,
    carteira: (values) => values.carteira,
  },
};

function numberWithDv({ agencia, carteira, nossoNumero }: BoletoValues): string {
  return nossoNumero.length === 11 ? nossoNumero : `${nossoNumero}${mod10(agencia + carteira + nossoNumero)}`;
}
