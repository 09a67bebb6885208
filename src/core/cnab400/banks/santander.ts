import { type Cnab400Bank, commonMovements, commonPlaces } from "../cnab400-bank.ts";

/**
 * Santander. Source: its manual H7800 of the CNAB 400 layout, v2.15. The field of the nosso número has 8 digits, the
 * last of them its check digit: longer numbers do not exist in this layout. Its codes of errors, three digits each, are
 * many and shown by number.
 */
export const santander: Cnab400Bank = {
  code: "033",
  detail: "1",
  places: { ...commonPlaces, referencia: [38, 62], nossoNumero: [63, 70], motivos: [137, 145] },
  owner: {
    header: { agencia: [27, 30] },
    // The accounts in 22 to 37 may lack their last two digits (Nota 2), so the agência has to do.
    detail: { document: [4, 17], agencia: [18, 21] },
  },
  reasonWidth: 3,
  numbersIn: (field) => [{ number: field.slice(0, 7).padStart(12, "0"), dv: field.slice(7) }],
  movements: {
    ...commonMovements,
    "01": { words: "O título não existe no banco", effect: "told" },
    "07": { words: "Liquidação por conta", effect: "paid" },
    "08": { words: "Liquidação por saldo", effect: "paid" },
    "10": { words: "Baixa por instrução ou protesto", effect: "cancelled" },
    "15": { words: "Protesto confirmado", effect: "told" },
    "16": { words: "O título já estava baixado ou liquidado", effect: "told" },
    "17": { words: "Liquidação em cartório", effect: "paid" },
    "21": { words: "Enviado a cartório", effect: "told" },
    "22": { words: "Retirado do cartório", effect: "told" },
    "24": { words: "Custas de cartório", effect: "none" },
    "25": { words: "Protestar título", effect: "told" },
    "26": { words: "Sustar protesto", effect: "told" },
    "35": { words: "O pagador reconheceu o título (DDA)", effect: "none" },
    "36": { words: "O pagador não reconheceu o título (DDA)", effect: "told" },
    "37": { words: "Título recusado pela base central (CIP)", effect: "told" },
    "38": { words: "Instrução de não protestar recebida", effect: "told" },
    "39": { words: "A espécie não permite a instrução", effect: "instruction-refused" },
  },
  reasons: (movement) => (movement === "03" ? refused : {}),
  alreadyThere: ["092"],
};

/** The errors that our data may cause. */
const refused = {
  "016": "vencimento inválido",
  "042": "conta de cobrança inválida",
  "057": "CEP do pagador incorreto",
  "058": "CPF ou CNPJ incorreto",
  "092": "nosso número já cadastrado",
  "093": "falta o valor do título",
  "101": "falta o nome do pagador",
  "102": "falta o endereço do pagador",
  "103": "falta a cidade do pagador",
  "104": "falta o estado do pagador",
  "107": "estado inválido",
  "108": "dígito do CPF ou CNPJ incorreto",
  "124": "CEP do pagador não encontrado",
};
