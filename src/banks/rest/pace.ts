import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import type { TurnRequest } from "../../core/bank-ports.ts";

/** How often a bank may be called. */
export interface Pace {
  perMinute: number;
  /** Calls that only read (GET), if the bank counts them on their own; else all calls are counted together. */
  readsPerMinute?: number;
  /** Calls that may follow each other at once after a quiet time: 1 if the bank counts by the second. */
  burst: number;
}

/** For banks that publish no limit. */
export const cautiousPace: Pace = { perMinute: 120, burst: 5 };

/** Returns the published pace of a bank, changed by the wallet's settings. */
export function paceOf(
  { callsPerMinute, readsPerMinute }: { callsPerMinute?: number | undefined; readsPerMinute?: number | undefined },
  published: Pace,
): Pace {
  return {
    ...published,
    ...(callsPerMinute !== undefined && { perMinute: callsPerMinute }),
    ...(readsPerMinute !== undefined && { readsPerMinute }),
  };
}

/** The network makes some calls arrive closer to each other than they were sent. */
const share = 0.95;

/** How far ahead a turn may be for a call to wait for it in this process. */
const patienceMs = { awaited: 3000, other: 1500 };

/** Returns what is asked of the desk for a call: its lane, the lane's pace, and how long the call may wait. */
export function turnOf(
  { method }: { method: string },
  { pace, client, mostWaitMs }: { pace: Pace; client: string; mostWaitMs: number },
): Omit<TurnRequest, "now" | "notBefore"> {
  const isRead = method === "GET" && pace.readsPerMinute !== undefined;
  const perMinute = isRead ? (pace.readsPerMinute ?? pace.perMinute) : pace.perMinute;
  return {
    lane: `${client}${isRead ? " reads" : ""}`,
    intervalMs: 60_000 / perMinute / share,
    burst: pace.burst,
    patienceMs: Math.min(isAwaited() ? patienceMs.awaited : patienceMs.other, mostWaitMs),
  };
}

/** Names an API client without its credentials: banks count the calls of each one. */
export function clientOf(bankCode: string, apiRoot: string, clientId: string): string {
  return `${bankCode} ${createHash("sha256").update(`${apiRoot}\n${clientId}`).digest("hex").slice(0, 16)}`;
}

const awaited = new AsyncLocalStorage<boolean>();

/**
 * Runs calls to a bank whose answer a person waits for: they take an earlier turn than others. Passed along as the
 * context of the calls, so that every bank's client has it and none can forget it.
 */
export const runAwaited = <T>(is: boolean, work: () => T): T => awaited.run(is, work);

const isAwaited = (): boolean => awaited.getStore() === true;
