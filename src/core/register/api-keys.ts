/** What a key allows. */
export const apiScopes = ["read", "write"] as const;
/** Ler, gravar. */
export type ApiScope = (typeof apiScopes)[number];

/** The keys of the API. A key is shown once, when made; what is kept is its hash. */
export interface ApiKeys {
  create(name: string, scopes: readonly ApiScope[]): Promise<string>;
  /** The scopes of a key that is in force; undefined for any other. */
  scopesOf(key: string, now: Date): Promise<readonly string[] | undefined>;
}
