import type { ChannelName } from "../channel-ports.ts";
import type { NoticeChoice } from "../conversation/turn.ts";

/** Personal data held about a subscriber. */
export interface HeldData {
  name: string;
  document: string;
  email?: string;
  address?: string;
  phones: readonly string[];
  contracts: readonly { address: string; plan: string; active: boolean; authorisedPhones: readonly string[] }[];
  invoices: readonly { description: string; dueDate: string; amountCents: number; status: string }[];
  /** Without an amount if the bank did not report it. */
  payments: readonly { paidOn: string; amountCents?: number; description: string }[];
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

/** How many records were erased. */
export interface Erased {
  chats: number;
  messages: number;
}

/** Requests under the data protection law (LGPD), inside a transaction. */
export interface PrivacyRecords {
  heldData(subscriberId: string): Promise<HeldData | undefined>;
  /** Ids of the subscribers with this CPF or CNPJ. */
  subscribersOfDocument(document: string): Promise<string[]>;
  /**
   * Erases the texts of the chats of subscribers, or of one chat, and the connection of these chats with the
   * subscribers. The row of `chatId` is kept, because the turn that asked still writes to it.
   */
  eraseTexts(scope: { subscriberIds: readonly string[]; chatId?: string }): Promise<Erased>;
  /** Stores the evidence of a choice about notices. */
  keepConsent(consent: {
    chatId: string;
    subscriberId?: string;
    choice: NoticeChoice;
    words: string;
    at: Date;
  }): Promise<void>;
}
