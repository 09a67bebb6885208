import { setTimeout as sleep } from "node:timers/promises";
import type { BankDesk } from "../../../core/bank-ports.ts";
import type { Clock } from "../../../core/ports.ts";
import type { BankHttp } from "../bank-http.ts";
import { type OAuth, requestToken } from "./request-token.ts";
import { openToken, sealToken } from "./sealed-token.ts";

/** Source of a bank wallet's access tokens. */
export interface Tokens {
  /** Throws TokenRefused, the connection's error, or the signal's reason. */
  current(signal: AbortSignal): Promise<string>;
  /** Discards a token that the bank refused. */
  refused(token: string): Promise<void>;
}

/** Tokens are renewed this long before they expire, so that none expires in transit. */
const earlyMs = 60_000;
/** After this time a process that requests a token is taken for dead. */
const claimMs = 15_000;
const lookAgainMs = 100;

/**
 * Creates the source of tokens. A token is shared by all processes through the database, and of all callers without
 * one a single caller requests it: banks grant few (Inter five a minute).
 */
export function createTokens(
  parts: OAuth & { bankWalletId: string; http: BankHttp; desk: BankDesk; clock: Clock },
): Tokens {
  const { bankWalletId, credentials, desk, clock } = parts;
  let last: { token: string; sealed: string } | undefined;
  let pending: Promise<string> | undefined;

  async function kept(): Promise<string | undefined> {
    const row = await desk.token(bankWalletId);
    if (!row || row.expiresAt.getTime() - earlyMs <= clock.now().getTime()) return undefined;
    const token = row.sealed === last?.sealed ? last.token : openToken(row.sealed, credentials);
    if (token !== undefined) last = { token, sealed: row.sealed };
    return token;
  }

  async function request(signal: AbortSignal): Promise<string> {
    for (;;) {
      const now = clock.now();
      if (await desk.claimToken(bankWalletId, new Date(now.getTime() + claimMs), now)) break;
      await sleep(lookAgainMs, undefined, { signal });
      const theirs = await kept();
      if (theirs !== undefined) return theirs;
    }
    try {
      // Kept by the process that had the claim before.
      const theirs = await kept();
      return theirs ?? (await keepNew(signal));
    } finally {
      await desk.releaseToken(bankWalletId);
    }
  }

  async function keepNew(signal: AbortSignal): Promise<string> {
    const { token, lifeMs } = await requestToken(parts, { http: parts.http, signal });
    const sealed = sealToken(token, credentials);
    await desk.keepToken(bankWalletId, { sealed, expiresAt: new Date(clock.now().getTime() + lifeMs) });
    last = { token, sealed };
    return token;
  }

  return {
    async current(signal) {
      const token = await kept();
      if (token !== undefined) return token;
      pending ??= request(signal).finally(() => {
        pending = undefined;
      });
      return pending;
    },
    async refused(token) {
      if (last?.token === token) await desk.forgetToken(bankWalletId, last.sealed);
    },
  };
}
