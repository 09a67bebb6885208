import { banks } from "../banks.ts";

/** Articles for a bank's name: alone, and contracted with de, em and a. */
const articles = {
  masculine: { O: "O", o: "o", do: "do", no: "no", ao: "ao" },
  feminine: { O: "A", o: "a", do: "da", no: "na", ao: "à" },
} as const;

const genders: ReadonlyMap<string, keyof typeof articles> = new Map(
  Object.values(banks).map(({ name, gender }) => [name, gender]),
);

/**
 * Returns a bank's spoken name with its article, keyed by the masculine form: `.do` is "do Itaú" or "da Caixa". The
 * name of an unsupported bank ("banco 999") counts as masculine. `bold` applies to the name, not to the article.
 */
export function theBank(name: string, { bold = false } = {}) {
  const article = articles[genders.get(name) ?? "masculine"];
  const shown = bold ? `*${name}*` : name;
  return {
    O: `${article.O} ${shown}`,
    o: `${article.o} ${shown}`,
    do: `${article.do} ${shown}`,
    no: `${article.no} ${shown}`,
    ao: `${article.ao} ${shown}`,
  };
}
