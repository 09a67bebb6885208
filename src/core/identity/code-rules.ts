import type { Limit } from "./limit.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A one-time code has six digits and expires after ten minutes or five attempts. */
export const codeRules = { digits: 6, livesMs: 10 * minuteMs, tries: 5 };

/** Rate limits of identification. The reasons are in docs/decisions/009. */
export const limits = {
  /** Codes requested from one chat or web thread. */
  requestsOf: (origin: string): Limit => ({ key: `request ${origin}`, most: 5, windowMs: hourMs }),
  /** Codes requested from one network on the web. Generous, because a whole street may share one address. */
  requestsFrom: (address: string): Limit => ({ key: `request from ${address}`, most: 60, windowMs: hourMs }),
  /** Codes requested for one document, from anywhere. Short, because it also blocks the owner. */
  requestsFor: (document: string): Limit => ({ key: `request for ${document}`, most: 6, windowMs: 30 * minuteMs }),
  /** Codes entered in one chat or web thread. */
  triesOf: (origin: string): Limit => ({ key: `try ${origin}`, most: 15, windowMs: hourMs }),
  triesFrom: (address: string): Limit => ({ key: `try from ${address}`, most: 300, windowMs: hourMs }),
  /** Codes sent to one phone or mailbox. */
  sentTo: (destination: string): Limit => ({ key: `sent to ${destination}`, most: 3, windowMs: dayMs }),
  /** Codes requested by an origin never verified as the subscriber. Reserves one of `sentTo` for the subscriber. */
  sentForStrangers: (destination: string): Limit => ({
    key: `sent for strangers to ${destination}`,
    most: 2,
    windowMs: dayMs,
  }),
  /** Attempts at the first digits of the CPF, in one chat. */
  digitsOf: (origin: string): Limit => ({ key: `digits ${origin}`, most: 3, windowMs: dayMs }),
};
