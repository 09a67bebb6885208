/** Target of a link. */
export type LinkPurpose = "chat" | "central";

/** Links that open a chat or the Central as an identified subscriber, inside a transaction. */
export interface LinkRecords {
  /** Creates a single-use token, valid for 15 minutes. */
  openLink(link: { subscriberId: string; purpose: LinkPurpose }, now: Date): Promise<string>;
  /** Consumes a token and returns its subscriber; undefined if it is used, expired or unknown. */
  useLink(token: string, purpose: LinkPurpose, now: Date): Promise<{ id: string; name: string } | undefined>;
}
