import { z } from "zod";
import { searchWords } from "./search-words.ts";

/** Which contracts are meant. */
export interface ContractFilter {
  /** Beginnings of words of name, document, contract, address, phone; all of them. */
  words: readonly string[];
  /** The wallet that they have, by our id; "none": no wallet. */
  wallet?: string;
  branch?: string;
}

const text = z.string().trim().max(200).catch("").default("");
const schema = z.object({
  busca: text,
  carteira: z
    .union([z.uuid(), z.literal("nenhuma"), z.literal("")])
    .catch("")
    .default(""),
  filial: text,
});

/** The filter as the list's form holds it. */
export type GivenFilter = z.infer<typeof schema>;

/** Reads the filter of a list of contracts; what cannot be one is none. */
export function readFilter(given: unknown): { given: GivenFilter; filter: ContractFilter } {
  const read = schema.parse(given ?? {});
  const { busca, carteira, filial } = read;
  return {
    given: read,
    filter: {
      words: searchWords(busca),
      ...(carteira !== "" && { wallet: carteira === "nenhuma" ? "none" : carteira }),
      ...(filial !== "" && { branch: filial }),
    },
  };
}

/** The filter in an address, with what else is said. */
export function filterQuery(given: GivenFilter, more: Record<string, string> = {}): string {
  const said = Object.entries({ ...given, ...more }).filter(([, value]) => value !== "");
  return said.length > 0 ? `?${new URLSearchParams(said)}` : "";
}
