import type { ChannelName } from "../channel-ports.ts";
import type { NoticeChoice } from "../conversation/turn.ts";

/** What is held about a subscriber, as far as it is the person's own. */
export interface HeldData {
  name: string;
  document: string;
  email?: string;
  address?: string;
  phones: readonly string[];
  contracts: readonly { address: string; plan: string; active: boolean; authorisedPhones: readonly string[] }[];
  invoices: readonly { description: string; dueDate: string; amountCents: number; status: string }[];
  payments: readonly { paidOn: string; amountCents: number; description: string }[];
  chats: readonly {
    channel: ChannelName;
    address: string;
    since: Date;
    lastActiveAt?: Date;
    messages: number;
    noticesOff: boolean;
  }[];
  attendances: readonly { protocol: string; subject: string; openedAt: Date }[];
  consents: readonly { choice: NoticeChoice; at: Date; channel: ChannelName; words: string }[];
}

/** What was removed. */
export interface Erased {
  chats: number;
  messages: number;
}

/** What the law on personal data reads and writes, inside a transaction. */
export interface PrivacyRecords {
  heldData(subscriberId: string): Promise<HeldData | undefined>;
  /** Subscribers by CPF or CNPJ. */
  subscribersOfDocument(document: string): Promise<string[]>;
  /**
   * Removes the texts of a subscriber's chats, or of one chat alone, and what ties them to the subscriber. Keeps the
   * row of `chatId`, whose turn it is: that turn writes it.
   */
  eraseTexts(of: { subscriberId?: string; chatId?: string }): Promise<Erased>;
  /** Evidence of a choice about notices. */
  keepConsent(consent: {
    chatId: string;
    subscriberId?: string;
    choice: NoticeChoice;
    words: string;
    at: Date;
  }): Promise<void>;
}
