import { z } from "zod";
import { searchWords } from "./search-words.ts";

/** What a search for contracts asks for. */
export interface ContractFilter {
  /** Beginnings of words in the name, document, contract, address or phone. All of them must match. */
  words: readonly string[];
  /** The id (our own) of the wallet of the contracts; "none" for contracts without a wallet. */
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

/** The filter, as it was entered in the form of the list. */
export type GivenFilter = z.infer<typeof schema>;

/** Parses the filter of a list of contracts. Invalid values are ignored. */
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

/** Encodes a filter, together with other parameters, as a query string. */
export function filterQuery(given: GivenFilter, more: Record<string, string> = {}): string {
  const parameters = Object.entries({ ...given, ...more }).filter(([, value]) => value !== "");
  return parameters.length > 0 ? `?${new URLSearchParams(parameters)}` : "";
}
