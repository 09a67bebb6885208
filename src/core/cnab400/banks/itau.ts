import { itau as itau240 } from "../../cnab240/banks/itau.ts";
import { itauAlreadyThere, itauMovements } from "../../cnab240/banks/itau-codes.ts";
import { type Cnab400Bank, commonPlaces } from "../cnab400-bank.ts";

/**
 * Itaú. Source: its manual "Cobrança 400 bytes CNAB" of July 2021. The amount in 254 to 266 is what was credited: in
 * public files it is always value, juros and discount less the fee.
 */
export const itau: Cnab400Bank = {
  code: "341",
  detail: "1",
  places: { ...commonPlaces, referencia: [38, 62], nossoNumero: [86, 94], motivos: [378, 385] },
  owner: {
    header: { agencia: [27, 30], conta: [33, 37] },
    detail: { document: [4, 17], agencia: [18, 21], conta: [24, 28] },
  },
  nsa: [109, 113],
  paidIsNet: true,
  reasonWidth: 2,
  numbersIn: (field, line) => [{ number: field.slice(0, 8), dv: field.slice(8), carteira: line.slice(82, 85) }],
  movements: {
    ...itauMovements,
    "07": { words: "Liquidação parcial", effect: "paid" },
  },
  reasons: (movement) => itau240.reasons(movement),
  alreadyThere: itauAlreadyThere,
  reasonsPlace: (movement) => (["06", "07", "08", "10"].includes(movement) ? [393, 394] : undefined),
};
