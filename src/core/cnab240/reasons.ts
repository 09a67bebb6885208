/** Reasons for refusing a title or an instruction (FEBRABAN, C047-A), in our own words. */
export const refusalReasons: Readonly<Record<string, string>> = {
  "01": "banco inválido",
  "02": "tipo de registro inválido",
  "03": "segmento inválido",
  "04": "a carteira não permite este movimento",
  "05": "movimento inválido",
  "06": "CPF ou CNPJ do beneficiário inválido",
  "07": "agência, conta ou dígito inválido",
  "08": "nosso número inválido",
  "09": "nosso número já usado",
  "10": "carteira inválida",
  "11": "forma de cadastramento inválida",
  "12": "tipo de documento inválido",
  "13": "quem emite o boleto: código inválido",
  "14": "quem distribui o boleto: código inválido",
  "15": "características da cobrança não combinam",
  "16": "vencimento inválido",
  "17": "vencimento antes da emissão",
  "18": "vencimento fora do prazo do banco",
  "19": "vencimento próximo demais para banco correspondente",
  "20": "valor inválido",
  "21": "espécie inválida",
  "22": "a carteira não permite esta espécie",
  "23": "aceite inválido",
  "24": "data de emissão inválida",
  "25": "emissão depois da entrada",
  "26": "código de juros inválido",
  "27": "juros inválidos",
  "28": "código de desconto inválido",
  "29": "desconto igual ou maior que o valor",
  "30": "desconto não confere",
  "31": "já havia desconto",
  "32": "IOF inválido",
  "33": "abatimento inválido",
  "34": "abatimento igual ou maior que o valor",
  "35": "abatimento não confere",
  "36": "já havia abatimento",
  "37": "código de protesto inválido",
  "38": "prazo de protesto inválido",
  "39": "protesto não permitido para este título",
  "40": "o título já tem ordem de protesto",
  "41": "o título não tem instrução de protesto",
  "42": "código de baixa inválido",
  "43": "prazo de baixa inválido",
  "44": "moeda inválida",
  "45": "falta o nome do pagador",
  "46": "CPF ou CNPJ do pagador inválido",
  "47": "falta o endereço do pagador",
  "48": "CEP inválido",
  "49": "CEP sem praça de cobrança",
  "50": "CEP de banco correspondente",
  "51": "o CEP não é desse estado",
  "52": "estado inválido",
  "53": "CPF ou CNPJ do sacador avalista inválido",
  "54": "falta o sacador avalista",
  "55": "falta o nosso número no banco correspondente",
  "56": "falta o banco correspondente",
  "57": "código da multa inválido",
  "58": "data da multa inválida",
  "59": "multa inválida",
  "60": "o título não está cadastrado",
  "61": "agência cobradora inválida",
  "62": "tipo de impressão inválido",
  "63": "o título já está cadastrado",
  "64": "número da linha inválido",
  "79": "data dos juros inválida",
  "80": "data do desconto inválida",
  "86": "número do documento inválido",
  A4: "o pagador recebe por DDA",
  A5: "o título já foi liquidado",
  A6: "convênio inválido ou encerrado",
  A7: "o título já está como pedido",
  A8: "abatimento a cancelar inválido",
  B2: "o valor do título não combina",
};

/** Ways of payment, and reasons for a baixa (FEBRABAN, C047-C). */
export const closingReasons: Readonly<Record<string, string>> = {
  "01": "por saldo",
  "02": "por conta",
  "03": "no caixa do banco, em dinheiro",
  "04": "compensação eletrônica",
  "05": "compensação convencional",
  "06": "por meio eletrônico",
  "07": "depois de feriado local",
  "08": "em cartório",
  "09": "baixa pedida pelo banco",
  "10": "baixa pedida pelo cliente, por arquivo",
  "11": "baixa pedida pelo cliente, pela internet",
  "12": "baixa por prazo do cliente",
  "13": "baixa por prazo do banco",
  "14": "protestado",
  "15": "título excluído",
  "30": "no caixa do banco, em cheque",
  "31": "em banco correspondente",
  "32": "no terminal de autoatendimento",
  "33": "pela internet",
  "34": "pelo office banking",
  "35": "em correspondente, em dinheiro",
  "36": "em correspondente, em cheque",
  "37": "por telefone",
  "61": "por Pix",
};

/** Kinds of fees (FEBRABAN, C047-B). */
export const feeReasons: Readonly<Record<string, string>> = {
  "01": "extrato de posição",
  "02": "título vencido em manutenção",
  "03": "sustação",
  "04": "protesto",
  "05": "outras instruções",
  "06": "outras ocorrências",
  "07": "envio de duplicata ao pagador",
  "08": "custas de protesto",
  "09": "custas de sustação de protesto",
  "10": "custas do distribuidor",
  "11": "custas de edital",
  "12": "devolução de título vencido",
  "13": "registro pago na entrada ou na baixa",
  "14": "reapresentação automática",
  "15": "rateio de crédito",
  "16": "por fax",
  "17": "pela internet",
  "18": "por correspondência",
};

/** Reasons of a refused entry which say that the bank has the number or the title already. */
export const alreadyThereReasons: readonly string[] = ["09", "63"];

/** Returns FEBRABAN's table of reasons for a movement code; empty for movements that have none. */
export function reasonsOf(movement: string): Readonly<Record<string, string>> {
  if (movement === "28") return feeReasons;
  if (["06", "09", "17"].includes(movement)) return closingReasons;
  return ["02", "03", "26", "30"].includes(movement) ? refusalReasons : {};
}

/** Splits the field of reasons into its codes of two characters, without blank and zero ones. */
export const pairs = (field: string): readonly string[] =>
  (field.match(/../g) ?? []).filter((reason) => !/^(00| {2}|0 )$/.test(reason));

/** Adds the words of a table to codes. */
export function explainReasons(codes: readonly string[], words: Readonly<Record<string, string>>) {
  const explained = codes.map(
    (code) => `${code} ${words[code] ?? "motivo sem explicação aqui: veja o manual do banco"}`,
  );
  return { reasonCodes: codes, reasons: explained };
}
