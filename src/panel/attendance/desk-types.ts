import type { AttendanceHours } from "../../core/attendance/attendance-hours.ts";
import type { ChannelName } from "../../core/channel-ports.ts";
import type { Author } from "../../core/operator/author.ts";

/** A chat that waits for a person, or has one. */
export interface WaitingChat {
  chatId: string;
  protocol: string;
  subject: string;
  openedAt: Date;
  /** Absent: nobody answered yet. */
  answered?: { by: string; at: Date };
  channel: ChannelName;
  /** The subscriber's name; absent for a stranger. */
  name?: string;
  /** When the person wrote last. */
  wroteAt?: Date;
  /** The person wrote after the last message of anybody here. */
  isWaiting: boolean;
}

/** A message of a talk. */
export interface TalkMessage {
  id: string;
  at: Date;
  from: "subscriber" | "bot" | "person";
  /** Who of the provider's people wrote it. */
  by?: string;
  text: string;
  /** It came with a file of that name. */
  fileName?: string;
  /** Not sent yet, or not at all. */
  status?: "pending" | "failed" | "unknown";
}

/** A chat as the one who answers sees it. */
export interface Talk {
  chatId: string;
  channel: ChannelName;
  subscriber?: { id: string; name: string; document: string };
  /** The bot is silent until then. */
  personUntil?: Date;
  unreachable: boolean;
  call?: Pick<WaitingChat, "protocol" | "subject" | "openedAt" | "answered">;
  /** Oldest first. */
  messages: TalkMessage[];
  /** There are older ones. */
  hasMore: boolean;
  /** What the subscriber owes. */
  invoices: {
    id: string;
    externalId: string;
    dueDate: string;
    amountCents: number;
    description: string;
    bankCode?: string;
  }[];
}

/** Atendimento: who waits for a person, and what was said. */
export interface Desk {
  /** Those whom nobody answered first, the one that waits longest on top. */
  queue(of: { limit: number }): Promise<WaitingChat[]>;
  talk(chatId: string, of: { messages: number }): Promise<Talk | undefined>;
  /** What is another one whenever the queue, or one talk, shows something else. */
  pulse(chatId?: string): Promise<string>;
  hours(): Promise<AttendanceHours>;
  setHours(hours: AttendanceHours, by: Author): Promise<void>;
}
