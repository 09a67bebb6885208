import { type Limit, limitsByNetwork } from "./limit.ts";
import { type Origin, originKey } from "./origin.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A one-time code has six digits and expires after ten minutes or five attempts. */
export const codeRules = { digits: 6, livesMs: 10 * minuteMs, tries: 5 };

/** The limits for attempts to prove an identity. The reasons are in docs/decisions/009. */
export const limits = {
  /**
   * Codes requested from one place. A place that is known as the subscriber's own is limited by this alone: the other
   * limits are shared with strangers, who could use them up.
   */
  requestsOf: (place: string): Limit => ({ key: `request ${place}`, most: 5, windowMs: hourMs }),
  /**
   * Codes requested from one network on the web. The limit is generous, because a whole street may have the same
   * address.
   */
  requestsFrom: (address: string): Limit[] => limitsByNetwork("request", address, { most: 60, windowMs: hourMs }),
  /** Codes requested for one document, from places that are not known as the subscriber's own. */
  requestsFor: (document: string): Limit => ({ key: `request for ${document}`, most: 6, windowMs: 30 * minuteMs }),
  /** Codes entered in one place. */
  triesOf: (place: string): Limit => ({ key: `try ${place}`, most: 15, windowMs: hourMs }),
  triesFrom: (address: string): Limit[] => limitsByNetwork("try", address, { most: 300, windowMs: hourMs }),
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

/**
 * Returns the key of the place that an origin's own attempts are counted by: the chat, the known browser, or else the
 * thread.
 */
export function placeOf(origin: Origin): string {
  return origin.kind === "web" && origin.browser !== undefined ? `browser:${origin.browser}` : originKey(origin);
}
