import { banks } from "../banks.ts";

/** The articles for the name of a bank: alone, and joined with the prepositions de, em and a. */
const articles = {
  masculine: { O: "O", o: "o", do: "do", no: "no", ao: "ao" },
  feminine: { O: "A", o: "a", do: "da", no: "na", ao: "à" },
} as const;

const genders: ReadonlyMap<string, keyof typeof articles> = new Map(
  Object.values(banks).map(({ name, gender }) => [name, gender]),
);

/**
 * Returns the name of a bank with its article. The keys are the masculine forms: `.do` is "do Itaú", or "da Caixa". The
 * name of an unsupported bank ("banco 999") counts as masculine. With `bold`, the name is bold, and the article is not.
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
