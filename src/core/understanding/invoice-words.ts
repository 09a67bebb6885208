import { editDistance } from "../billing/bank-names.ts";
import { foldWords } from "./fold-words.ts";

/** How a message names an invoice. All that is given has to fit. */
export interface InvoiceWords {
  /** "a vencida", "a atrasada". */
  overdue?: true;
  /** "a que ainda vai vencer". */
  notYetDue?: true;
  /** "a deste mês". */
  thisMonth?: true;
  order?: "oldest" | "newest";
  /** "todas", "as duas". */
  all?: true;
  /** 1 to 12: of the use, or of the due date. */
  month?: number;
  /** 1 to 31. */
  day?: number;
  cents?: number;
  /** How many words the message has. */
  length: number;
}

/** The months as they are folded, January first. */
export const monthWords = [
  ...["janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro"],
  "dezembro",
];
const shortMonths = ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"];

const notOverdue =
  / (?:nao|n|ainda nao) (?:e |eh |ta |foi )?(?:a |essa |esta |da )?(?:venceu|vencid[ao]|atra[sz]ad[ao]) /;
const kinds: readonly [pattern: RegExp, words: Omit<InvoiceWords, "length">][] = [
  [/ (?:vai vencer|a vencer|que vence|q vence|proxim[ao]) /, { notYetDue: true }],
  [/ (?:d?este mes|d?esse mes|mes atual|do mes) /, { thisMonth: true }],
  [/ (?:antig[ao]|velh[ao]) /, { order: "oldest" }],
  [/ (?:mais (?:nov[ao]|longe|pra frente|la na frente)|recente|ultim[ao] (?:que|q) vence) /, { order: "newest" }],
  [/ (?:todas?|todos|as duas|os dois|ambas|ambos|tudo junto|tudo de uma vez) /, { all: true }],
];
const overdue = / (?:ven[cs]id[ao]s?|atra[sz]ad[ao]s?|vence[ou]|em atraso) /;

/** Reads how a message names an invoice; undefined if it names none. An address is told by `matchPlace`. */
export function invoiceWordsIn(text: string): InvoiceWords | undefined {
  const words = foldWords(text);
  const plain = ` ${words.join(" ")} `;
  const state =
    notOverdue.test(plain) || / (?:vencid[ao]|atra[sz]ad[ao]) nao /.test(plain)
      ? { notYetDue: true as const }
      : overdue.test(plain)
        ? { overdue: true as const }
        : {};
  const named = Object.assign(
    {},
    ...kinds.flatMap(([pattern, meant]) => (pattern.test(plain) ? [meant] : [])),
    state,
    monthIn(words),
    dayIn(text, plain),
    centsIn(text),
  ) as Omit<InvoiceWords, "length">;
  return Object.keys(named).length > 0 ? { ...named, length: words.length } : undefined;
}

function monthIn(words: readonly string[]): { month?: number } {
  const found = words.flatMap((word, at) => {
    const whole = monthWords.findIndex((name) => name === word || (word.length >= 5 && editDistance(word, name) <= 1));
    const before = words[at - 1] ?? "";
    const short = shortMonths.indexOf(word);
    if (whole >= 0) return [whole + 1];
    return short >= 0 && /^(?:de|do|da|mes|\d+)$/.test(before) ? [short + 1] : [];
  });
  return new Set(found).size === 1 && found[0] !== undefined ? { month: found[0] } : {};
}

function dayIn(text: string, plain: string): { day?: number; month?: number } {
  const date = /(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?\d{2,4})?(?![\d,])/.exec(text);
  const [, day = "", month = ""] = date ?? [];
  if (Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12)
    return { day: Number(day), month: Number(month) };
  const alone = / dia (\d{1,2}) /.exec(plain)?.[1];
  return alone !== undefined && Number(alone) >= 1 && Number(alone) <= 31 ? { day: Number(alone) } : {};
}

/** "R$ 109,90", "109,90", "110 reais", "112 e pouco". */
function centsIn(text: string): { cents?: number } {
  const exact = /(?<![\d/])(\d{1,3}(?:\.\d{3})+|\d+),(\d{2})(?!\d)/.exec(text);
  if (exact) return { cents: Number((exact[1] ?? "").replaceAll(".", "")) * 100 + Number(exact[2]) };
  const dotted = /(?<![\d/.])(\d{2,4})\.(\d{2})(?![\d.])/.exec(text);
  if (dotted) return { cents: Number(dotted[1]) * 100 + Number(dotted[2]) };
  const whole =
    /(?:r\$\s*(\d{2,5})|(?<![\d/])(\d{2,5})\s*(?:reais|real|contos?|pilas?|mangos|e pouco|e uns|e alguma|e quebrad))(?![\d,])/i.exec(
      text,
    );
  const reais = whole?.[1] ?? whole?.[2];
  return reais === undefined ? {} : { cents: Number(reais) * 100 };
}
