import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { ChannelName } from "../../core/channel-ports.ts";

/** What happened on a day. */
export interface DayFigures {
  day: IsoDate;
  /** Boletos asked for, that can be paid since, that the bank refused, and whose bank was late. */
  issued: number;
  payable: number;
  rejected: number;
  late: number;
  payments: number;
  paidCents: number;
  /** Chats in which somebody wrote, and those of them in which a person was called. */
  talks: number;
  handedOver: number;
}

/** The morning's page. */
export interface Figures {
  /** Day by day, oldest first, the last one being today. */
  days: DayFigures[];
  /** Notices that went out today: how many seconds after they were due half of them, and 99 of 100, were out. */
  notices: { sent: number; p50Seconds: number; p99Seconds: number };
  /** Boletos of the last seven days by bank: asked for and refused. */
  banks: { bankCode: string; issued: number; rejected: number }[];
  /** What waits for somebody. */
  waiting: { calls: number; refunds: number; lateBoletos: number; dead: number };
  channels: { channel: ChannelName; state: string; detail: Readonly<Record<string, unknown>>; since: Date; at: Date }[];
}

/** Gives them, so many days back. */
export type ReadFigures = (now: Date, days: number) => Promise<Figures>;
