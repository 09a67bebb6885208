import type { Transaction } from "../../database/sql.ts";
import { secret } from "../secret.ts";

/** Whose browser it is: an operator's or a subscriber's. */
export type BrowserOwner = { operatorId: string } | { subscriberId: string };

/** Time, in milliseconds, after the last login for which a browser is known. */
export const browserKnownMs = 90 * 24 * 60 * 60_000;

/** Returns true if somebody logged in with this browser before. `token` is the value of its cookie. */
export async function knowsBrowser(
  tx: Transaction,
  token: string | undefined,
  owner: BrowserOwner,
  now: Date,
): Promise<boolean> {
  const tokenHash = secret.hashOf(token ?? "");
  const usedAt = { gt: new Date(now.getTime() - browserKnownMs) };
  return (await tx.knownBrowser.count({ where: { tokenHash, ...owner, usedAt } })) > 0;
}

/**
 * Remembers a browser after a login and returns the new value of its cookie. The value changes with each login, so one
 * that was planted there before is worth nothing; the others who use the browser stay known.
 */
export async function rememberBrowser(
  tx: Transaction,
  token: string | undefined,
  owner: BrowserOwner,
  now: Date,
): Promise<string> {
  const renewed = secret.create();
  const tokenHash = secret.hashOf(renewed);
  if (token !== undefined) {
    const before = secret.hashOf(token);
    await tx.knownBrowser.deleteMany({ where: { tokenHash: before, ...owner } });
    await tx.knownBrowser.updateMany({ where: { tokenHash: before }, data: { tokenHash } });
  }
  await tx.knownBrowser.create({ data: { tokenHash, ...owner, usedAt: now } });
  return renewed;
}

/** Forgets the browsers of an operator or a subscriber, except the one with the token `keep`. */
export async function forgetBrowsers(tx: Transaction, owner: BrowserOwner, keep?: string): Promise<void> {
  const kept = keep === undefined ? {} : { tokenHash: { not: secret.hashOf(keep) } };
  await tx.knownBrowser.deleteMany({ where: { ...owner, ...kept } });
}
