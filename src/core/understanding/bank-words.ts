import { type BankCode, bankCodes } from "../billing/bank-code.ts";
import { banksSpelt } from "../billing/bank-names.ts";
import { foldWords } from "./fold-words.ts";

/** How a message names banks. */
export interface BankWords {
  /** Supported banks that are wanted. */
  wanted: readonly BankCode[];
  /** Supported banks that are not: "menos o Itaú", "Itaú não". */
  refused: readonly BankCode[];
  /** Any will do. */
  any?: true;
  /** A bank that is not supported here, as people call it. */
  unknown?: string;
}

/** Banks and wallets of Brazil whose boletos nobody here makes, by how they are written. */
const others: Readonly<Record<string, string>> = {
  ...{
    nubank: "Nubank",
    nu: "Nubank",
    roxinho: "Nubank",
    picpay: "PicPay",
    neon: "Neon",
    pan: "Pan",
    original: "Original",
  },
  ...{ c6: "C6", next: "Next", banrisul: "Banrisul", safra: "Safra", bmg: "BMG", pagbank: "PagBank", btg: "BTG" },
  ...{
    stone: "Stone",
    mercadopago: "Mercado Pago",
    banestes: "Banestes",
    banpara: "Banpará",
    basa: "Banco da Amazônia",
  },
};
/** What people call banks by their colours, or by what they are. Those on offer decide which is meant. */
const nicknames: Readonly<Record<string, readonly BankCode[]>> = {
  ...{ laranjinha: ["341", "077"], laranja: ["341", "077"], vermelhinho: ["237", "033"], amarelinho: ["001"] },
  ...{ cooperativa: ["756", "748"], cooperado: ["756", "748"], azulzinho: ["104"] },
};
const anyBank =
  / (?:qualquer|qualquer um|qualquer uma|tanto faz|tantofaz|tnt fz|o que for|q for|voce que sabe|vc que sabe|vc escolhe|voce escolhe|pode escolher|any bank|quarquer|qlqr|qq um|qqr um|escolhe ai|escolhe vc|escolhe voce|escolha voce|mais rapido|mais rapida|nao importa|pouco importa|indiferente|primeiro que|qual for|qual vier|cualquiera|o primeiro mesmo) /;
const refusals = /^(?:nao|n|menos|exceto|fora|nem|tirando|sem)$/;

/** Reads which banks a message names; undefined if it names none. */
export function bankWordsIn(text: string): BankWords | undefined {
  const clauses = text.split(/[,.;:!?\n]+|\s(?:mas|e sim|prefiro)\s/iu).map(foldWords);
  const wanted = new Set<BankCode>();
  const refused = new Set<BankCode>();
  let unknown: string | undefined;
  for (const words of clauses)
    for (const [at, word] of words.entries()) {
      const spelt = bankAt(words, at);
      const before = words.slice(Math.max(0, at - 4), at);
      const isRefused = before.some((one) => refusals.test(one)) || (words[at + 1] === "nao" && words.length - at <= 3);
      for (const code of spelt) (isRefused ? refused : wanted).add(code);
      const other = others[word] ?? others[`${word}${words[at + 1] ?? ""}`];
      if (spelt.length === 0 && other && !isRefused) unknown ??= other;
    }
  const isAny = anyBank.test(` ${foldWords(text).join(" ")} `);
  if (wanted.size + refused.size === 0 && !isAny && unknown === undefined) return undefined;
  return {
    wanted: [...wanted].filter((code) => !refused.has(code)),
    refused: [...refused],
    ...(isAny && { any: true }),
    ...(unknown !== undefined && { unknown }),
  };
}

/** Several words may be one name: "banco do brasil". Its initials, and a code of three digits, count as well. */
function bankAt(words: readonly string[], at: number): readonly BankCode[] {
  const word = words[at] ?? "";
  const spelt = banksSpelt(word);
  if (spelt.length > 0) return spelt;
  const nickname = nicknames[word];
  if (nickname) return nickname;
  const code = bankCodes.find((one) => one === word);
  return code && words.filter((one) => /^\d+$/.test(one)).length === 1 ? [code] : [];
}

/** Returns whether a message says nothing but the name of a bank, and what may stand around it in an answer. */
export function namesOnlyBanks(text: string): boolean {
  const words = foldWords(text);
  const isBank = (_: string, at: number) => bankAt(words, at).length > 0;
  return words.length <= 6 && words.some(isBank) && words.every((word, at) => isBank(word, at) || around.has(word));
}

const around = new Set(
  `o a do da de no na pelo pela banco quero prefiro escolho pode ser com esse por favor pf pfv e eh nao menos sim ai vai
   fico vou serve mesmo`.split(/\s+/),
);
