import { type Limit, limitsByNetwork } from "../../core/identity/limit.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import type { Transaction } from "../../database/sql.ts";
import { countAttempts, forgetAttempts, giveBackAttempts } from "../../storage/attempts/attempt-counts.ts";

const windowMs = 15 * 60_000;
/** Attempts for one account from one network, or in one browser that is known. */
const mostOfOne = 10;
/** This limit is higher, because all operators in an office may have the same IP address. */
const mostFromNetwork = 50;
/**
 * Attempts for one account from all networks together. It is high, because strangers use it up as well: an attacker
 * with ten networks keeps the account from new browsers, until the owner opens a new password link.
 */
const mostForAccount = 100;

/** Who tries to log in. `browser` is the value of the cookie, if this account logged in with that browser before. */
export interface LoginAttempt {
  email: string;
  address: string;
  browser?: string;
}

/** The result of counting an attempt. After a successful login, `succeed` takes it out of the counts again. */
export type CountedAttempt = { kind: "counted"; succeed(): Promise<void> } | { kind: "limited"; until: Date };

/**
 * Counts a login attempt before its password is checked, so that attempts at the same time cannot exceed a limit. A
 * known browser is limited by itself alone: strangers cannot use up its attempts. Otherwise the limits that the
 * attacker shares with nobody come first, so that whoever is stopped by them takes nothing from others.
 */
export async function countLogin(prisma: PrismaClient, attempt: LoginAttempt, now: Date): Promise<CountedAttempt> {
  const own = ownLimits(attempt);
  const shared = attempt.browser === undefined ? sharedLimits(attempt) : [];
  const counted = await countAttempts(prisma, [...own, ...shared], now);
  if (counted.kind === "limited") return counted;
  return {
    kind: "counted",
    async succeed() {
      await forgetAttempts(prisma, own);
      await giveBackAttempts(prisma, shared);
    },
  };
}

/** Forgets what was counted for an account, from everywhere together and from this address. */
export async function forgetLogins(tx: Transaction, attempt: LoginAttempt): Promise<void> {
  await forgetAttempts(tx, [...ownLimits(attempt), forAccount(attempt.email)]);
}

function ownLimits({ email, address, browser }: LoginAttempt): Limit[] {
  const limit = { most: mostOfOne, windowMs };
  return browser === undefined
    ? limitsByNetwork(`login ${email}`, address, limit)
    : [{ key: `login ${email} in ${browser}`, ...limit }];
}

function sharedLimits({ email, address }: LoginAttempt): Limit[] {
  return [...limitsByNetwork("login", address, { most: mostFromNetwork, windowMs }), forAccount(email)];
}

const forAccount = (email: string): Limit => ({ key: `login ${email}`, most: mostForAccount, windowMs });
