import type { Limit } from "./limit.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What a one-time code is: six digits, for ten minutes, five tries, once. */
export const codeRules = { digits: 6, livesMs: 10 * minuteMs, tries: 5 };

/** How often what may be tried; docs/decisions/009 says why so. */
export const limits = {
  /** Codes asked for in one chat or one page's thread. */
  requestsOf: (origin: string): Limit => ({ key: `request ${origin}`, most: 5, windowMs: hourMs }),
  /** The same from one address of the web: behind one there may be a whole street. */
  requestsFrom: (address: string): Limit => ({ key: `request from ${address}`, most: 60, windowMs: hourMs }),
  /** Codes asked for with one document, wherever: short, because its owner waits as well. */
  requestsFor: (document: string): Limit => ({ key: `request for ${document}`, most: 6, windowMs: 30 * minuteMs }),
  /** Codes typed in one chat or thread. */
  triesOf: (origin: string): Limit => ({ key: `try ${origin}`, most: 15, windowMs: hourMs }),
  triesFrom: (address: string): Limit => ({ key: `try from ${address}`, most: 300, windowMs: hourMs }),
  /** Codes sent to one phone or mailbox. */
  sentTo: (destination: string): Limit => ({ key: `sent to ${destination}`, most: 3, windowMs: dayMs }),
  /** Those of them that somebody caused who never proved to be the subscriber: the last one is kept for who did. */
  sentForStrangers: (destination: string): Limit => ({
    key: `sent for strangers to ${destination}`,
    most: 2,
    windowMs: dayMs,
  }),
  /** First digits of the CPF, in one chat. */
  digitsOf: (origin: string): Limit => ({ key: `digits ${origin}`, most: 3, windowMs: dayMs }),
};
