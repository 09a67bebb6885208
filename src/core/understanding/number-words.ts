import { foldWords } from "./fold-words.ts";

const units: Readonly<Record<string, number>> = {
  ...{ um: 1, uma: 1, hum: 1, dois: 2, duas: 2, tres: 3, quatro: 4, cinco: 5, seis: 6, meia: 6, sete: 7, oito: 8 },
  ...{ nove: 9, dez: 10, onze: 11, doze: 12, uno: 1, dos: 2 },
};
const ordinals: Readonly<Record<string, number>> = {
  ...{ primeiro: 1, primeira: 1, segundo: 2, segunda: 2, terceiro: 3, terceira: 3, quarto: 4, quarta: 4 },
  ...{ quinto: 5, quinta: 5, sexto: 6, sexta: 6 },
};

/** Words around a choice that change nothing about it: "quero a opção 2, por favor". */
const fillers = new Set(
  `a o as os e eh oi ola bom dia boa tarde noite opcao op numero nr num no na quero querer queria vou prefiro escolho fico
   escolhi com por favor pf pfv pfvr pff favorzinho pode ser mandar manda mande me ve ver pra para mim fatura boleto conta
   pagar paga pague essa esse esta este dessa desse dela dele da do de banco item entao ai ta sim ok eu seria so apenas lista
   gerar gera gere emitir seria obrigado obrigada moca moco amigo amiga agora mesmo mesma la aqui acho que vamos vai dale
   segue minha meu tipo ordem ali faz fazer`.split(/\s+/),
);

/** A choice from a list in words: its number, or the last of the list. */
export type Option = number | "last";

/**
 * Reads a choice from a list that is said in words: "a 1", "opção dois", "quero a segunda", "a última", "a de cima".
 * Undefined if the message says anything else besides, or two different numbers.
 */
export function optionIn(text: string): Option | undefined {
  const words = foldWords(text.replace(/[ºª°]/g, " "));
  if (words.length === 0 || words.length > 12) return undefined;
  const found = new Set<Option>();
  const places: Option[] = [];
  for (const [at, word] of words.entries()) {
    if (/^\d{1,2}$/.test(word)) found.add(Number(word));
    else if (word === "dia" && /^\d/.test(words[at + 1] ?? "")) return undefined;
    else if (word in ordinals) {
      // "Segunda via" is a copy, "segunda-feira" a day.
      if (["via", "feira"].includes(words[at + 1] ?? "")) return undefined;
      found.add(ordinals[word] ?? 0);
    } else if (/^(?:ultim[ao]|derradeir[ao])$/.test(word)) found.add("last");
    else if (word === "cima" || word === "baixo") places.push(word === "cima" ? 1 : "last");
    else if (word in units && !isArticle(words, at)) found.add(units[word] ?? 0);
    else if (!fillers.has(word) && !(word in units) && !/^\p{Extended_Pictographic}$/u.test(word)) return undefined;
  }
  // "A terceira de cima pra baixo" says how to count.
  const [place] = places;
  if (found.size === 0 && place !== undefined && places.length === 1) found.add(place);
  const [only] = found;
  return found.size === 1 && only !== 0 ? only : undefined;
}

/** "Um boleto" and "me vê uma conta" count nothing. */
const isArticle = (words: readonly string[], at: number) =>
  /^(?:um|uma)$/.test(words[at] ?? "") &&
  /^(?:boleto|conta|fatura|banco|favor|favorzinho|pix)$/.test(words[at + 1] ?? "");
