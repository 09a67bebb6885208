/** Permissions of an API key. */
export const apiScopes = ["read", "write"] as const;
export type ApiScope = (typeof apiScopes)[number];

/** API keys. A key is shown once, when created; only its hash is stored. */
export interface ApiKeys {
  create(name: string, scopes: readonly ApiScope[]): Promise<string>;
  /** Returns the scopes of a valid key; undefined for any other text. */
  scopesOf(key: string, now: Date): Promise<readonly string[] | undefined>;
}
