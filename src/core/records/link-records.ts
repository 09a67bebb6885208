/** What a link opens. */
export type LinkPurpose = "chat" | "central";

/** Links that open a chat or the Central as a subscriber, inside a transaction. */
export interface LinkRecords {
  /** A token that opens a chat or the Central as a subscriber, once and for a quarter of an hour. */
  openLink(of: { subscriberId: string; purpose: LinkPurpose }, now: Date): Promise<string>;
  /** Whom a link's token was made for, once: undefined for one that was used, is too old, or never was. */
  useLink(token: string, purpose: LinkPurpose, now: Date): Promise<{ id: string; name: string } | undefined>;
}
