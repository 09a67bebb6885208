import type { Limit } from "./limit.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A one-time code has six digits and expires after ten minutes or five attempts. */
export const codeRules = { digits: 6, livesMs: 10 * minuteMs, tries: 5 };

/** The limits for attempts to prove an identity. The reasons are in docs/decisions/009. */
export const limits = {
  /** Codes requested from one chat or web thread. */
  requestsOf: (origin: string): Limit => ({ key: `request ${origin}`, most: 5, windowMs: hourMs }),
  /**
   * Codes requested from one network on the web. The limit is generous, because a whole street may have the same
   * address.
   */
  requestsFrom: (address: string): Limit => ({ key: `request from ${address}`, most: 60, windowMs: hourMs }),
  /**
   * Codes requested for one document, from anywhere. The window is short, because it also keeps out the owner of the
   * document.
   */
  requestsFor: (document: string): Limit => ({ key: `request for ${document}`, most: 6, windowMs: 30 * minuteMs }),
  /** Codes entered in one chat or web thread. */
  triesOf: (origin: string): Limit => ({ key: `try ${origin}`, most: 15, windowMs: hourMs }),
  triesFrom: (address: string): Limit => ({ key: `try from ${address}`, most: 300, windowMs: hourMs }),
  /** Codes sent to one phone or one mailbox. */
  sentTo: (destination: string): Limit => ({ key: `sent to ${destination}`, most: 3, windowMs: dayMs }),
  /**
   * Codes sent to one phone or mailbox because of an origin that never proved to be the subscriber. One code less than
   * `sentTo`, which leaves one for the subscriber.
   */
  sentForStrangers: (destination: string): Limit => ({
    key: `sent for strangers to ${destination}`,
    most: 2,
    windowMs: dayMs,
  }),
  /** Attempts, in one chat, to enter the first digits of the CPF. */
  digitsOf: (origin: string): Limit => ({ key: `digits ${origin}`, most: 3, windowMs: dayMs }),
};
