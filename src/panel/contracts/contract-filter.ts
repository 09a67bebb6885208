import { z } from "zod";
import { searchWords } from "./search-words.ts";

/** The criteria of a contract search. */
export interface ContractFilter {
  /** Word prefixes of name, document, contract, address or phone; all of them must match. */
  words: readonly string[];
  /** The contracts' wallet, by our id; "none" for contracts without a wallet. */
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

/** The filter as entered in the list's form. */
export type GivenFilter = z.infer<typeof schema>;

/** Parses the filter of a contract list. Invalid values are ignored. */
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

/** Encodes a filter, with further parameters, as a query string. */
export function filterQuery(given: GivenFilter, more: Record<string, string> = {}): string {
  const parameters = Object.entries({ ...given, ...more }).filter(([, value]) => value !== "");
  return parameters.length > 0 ? `?${new URLSearchParams(parameters)}` : "";
}
