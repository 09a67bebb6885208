import type { Registered } from "../identity/access.ts";

/** What a link opens. */
export type LinkPurpose = "chat" | "central";

/** Links that open a chat or the Central as an identified subscriber, inside a transaction. */
export interface LinkRecords {
  /** Creates a token that can be used once, within 15 minutes. */
  openLink(link: { subscriberId: string; purpose: LinkPurpose }, now: Date): Promise<string>;
  /**
   * Redeems a token and returns its subscriber; undefined if the token is used, expired, unknown or meant for something
   * else.
   */
  useLink(token: string, purpose: LinkPurpose, now: Date): Promise<Registered | undefined>;
}
