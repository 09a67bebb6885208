import { banks } from "../banks.ts";

/** The article of a bank's name, alone and joined to de, em and a. */
const articles = {
  masculine: { O: "O", o: "o", do: "do", no: "no", ao: "ao" },
  feminine: { O: "A", o: "a", do: "da", no: "na", ao: "à" },
} as const;

const genders: ReadonlyMap<string, keyof typeof articles> = new Map(
  Object.values(banks).map(({ name, gender }) => [name, gender]),
);

/**
 * A bank's spoken name with the article that it takes, under the masculine forms: `.do` is "do Itaú" and "da Caixa".
 * A bank that is not one of ours goes by "banco" and its number. `bold` marks the name, not the article.
 */
export function theBank(name: string, { bold = false } = {}) {
  const { O, o, do: of, no, ao } = articles[genders.get(name) ?? "masculine"];
  const shown = bold ? `*${name}*` : name;
  return { O: `${O} ${shown}`, o: `${o} ${shown}`, do: `${of} ${shown}`, no: `${no} ${shown}`, ao: `${ao} ${shown}` };
}
