import { setTimeout as sleep } from "node:timers/promises";
import type { BankCaller, BankDesk, CallPurpose } from "../../core/bank-ports.ts";
import type { Clock } from "../../core/ports.ts";
import { type BankRefusal, refusalAdvice } from "../../core/registration/bank-refusal.ts";
import { circuitOpenUntil, refusedUntil } from "../../core/registration/circuit.ts";
import type { BankHttp, HttpAnswer } from "./bank-http.ts";
import { isCertificateFault } from "./connection-fault.ts";
import { type Pace, turnOf } from "./pace.ts";
import type { Tokens } from "./tokens/create-tokens.ts";
import { TokenRefused } from "./tokens/request-token.ts";

/** A call to a bank's API. */
export interface BankCall {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Relative to the API's root, with a leading slash. */
  path: string;
  query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent with this call alone. */
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** By default, a GET looks up and everything else is about boletos. */
  purpose?: CallPurpose;
}

/**
 * Outcome of a call. `unknown`: it may have taken effect. `in-trouble`: it took no effect; retry at `retryAt`.
 * `isBusy`: the bank works, and only our turn at its pace is still to come.
 */
export type Called =
  | { kind: "answer"; status: number; json: unknown }
  | { kind: "unknown" }
  | { kind: "in-trouble"; retryAt: Date; isBusy?: true };

/** Makes calls to one bank for one bank wallet. */
export type BankClient = (call: BankCall) => Promise<Called>;

/** Dependencies of a bank client. */
export interface ClientParts {
  bankCode: string;
  bankWalletId: string;
  apiRoot: string;
  http: BankHttp;
  tokens: Tokens;
  /** Name of the header that carries the token, if it is not sent as a bearer token. */
  tokenHeader?: string;
  /** Sent with every call. */
  headers: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  pace: Pace;
  /** Name of the API client, by which the bank counts calls. */
  client: string;
  desk: BankDesk;
  clock: Clock;
  /** Deadline of a whole call, including the wait for its turn, the token and the retry. */
  callMs: number;
  /** Longest wait for a turn; by default half of `callMs`. */
  mostWaitMs?: number;
  /** From 0 to 1; by default random. */
  jitter?: () => number;
}

const pauseSeconds = 60;
/** After a 429 without `Retry-After`. A refused token needs longer: Inter grants five a minute. */
const busySeconds = { call: 2, token: 12 };

/**
 * Creates a client that keeps the bank's pace, its circuit breaker and its pauses, which are kept in the database. A
 * refused token is replaced once. Every failure of the bank or the network is an outcome; calls throw only what the
 * database throws.
 */
export function createBankClient(parts: ClientParts): BankClient {
  const { bankCode, bankWalletId, client, desk, clock, tokens } = parts;
  const { callMs, mostWaitMs = callMs / 2, jitter = Math.random } = parts;
  const after = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000);

  async function failure(kind: "unknown" | "in-trouble"): Promise<Called> {
    const now = clock.now();
    const { openUntil } = await desk.failed(bankCode, (failures) => circuitOpenUntil(failures, now), now);
    return kind === "unknown" ? { kind } : { kind, retryAt: openUntil ?? after(pauseSeconds) };
  }

  /** The bank refuses the wallet: its next call of this kind would fare no better. */
  async function refused(caller: BankCaller, refusal: BankRefusal, status?: number): Promise<Called> {
    const now = clock.now();
    const until = refusedUntil(now);
    const purpose = refusal === "permission" ? caller.purpose : "access";
    await desk.refused({ ...caller, purpose }, { reason: refusalAdvice(refusal, status), until, now });
    return { kind: "in-trouble", retryAt: until };
  }

  /** Calls that come back at the same moment would be too many again. */
  async function pause(retryAfterSeconds: number | undefined, seconds: number): Promise<Called> {
    const retryAt = after((retryAfterSeconds ?? seconds) + jitter() * seconds);
    await desk.pause(client, retryAt);
    return { kind: "in-trouble", retryAt, isBusy: true };
  }

  async function noToken(caller: BankCaller, error: unknown): Promise<Called> {
    if (!(error instanceof TokenRefused))
      return isCertificateFault(error) ? refused(caller, "certificate") : failure("in-trouble");
    const { status, retryAfterSeconds } = error;
    if (status === 429) return pause(retryAfterSeconds, busySeconds.token);
    return status >= 400 && status < 500 ? refused(caller, "token", status) : failure("in-trouble");
  }

  async function settle(caller: BankCaller, answer: HttpAnswer): Promise<Called> {
    const { status, json, retryAfterSeconds } = answer;
    if (status === 429) return pause(retryAfterSeconds, busySeconds.call);
    if (status >= 500) return failure("unknown");
    if (status === 401 || status === 403) return refused(caller, "permission", status);
    await desk.succeeded(caller);
    return { kind: "answer", status, json };
  }

  /** Waits for the call's turn; or returns the time at which to come again, for turns that are too far ahead. */
  async function putOff(call: BankCall, signal: AbortSignal, pausedUntil?: Date): Promise<Date | undefined> {
    const now = clock.now();
    const request = turnOf(call, { ...parts, mostWaitMs });
    const turn = await desk.takeTurn({ ...request, now, ...(pausedUntil && { notBefore: pausedUntil }) });
    // Whoever comes back a little early waits for the turn here, so that no turn is lost.
    if (turn.kind === "put-off") return new Date(turn.again.getTime() - request.patienceMs / 2);
    const waitMs = turn.at.getTime() - now.getTime();
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    return undefined;
  }

  return async (call) => {
    const { method, purpose = method === "GET" ? "look-ups" : "boletos" } = call;
    const caller = { bankCode, bankWalletId, client, purpose };
    const { openUntil, pausedUntil } = await desk.health(caller);
    if (openUntil && openUntil > clock.now()) return { kind: "in-trouble", retryAt: openUntil };
    const signal = AbortSignal.timeout(callMs);
    let token: string;
    try {
      const isPaused = pausedUntil !== undefined && pausedUntil > clock.now();
      // Before the turn is taken: a call that then waited for its token would reach the bank too close to the next.
      if (!isPaused) await tokens.current(signal);
      const again = await putOff(call, signal, pausedUntil);
      if (again) return { kind: "in-trouble", retryAt: again, isBusy: true };
      token = await tokens.current(signal);
    } catch (error) {
      return noToken(caller, error);
    }
    try {
      const answer = await send(parts, call, token, signal);
      if (answer.status !== 401) return await settle(caller, answer);
      await tokens.refused(token);
      return await resend(caller, call, signal);
    } catch (error) {
      return isCertificateFault(error) ? refused(caller, "certificate") : failure("unknown");
    }
  };

  async function resend(caller: BankCaller, call: BankCall, signal: AbortSignal): Promise<Called> {
    let token: string;
    try {
      token = await tokens.current(signal);
    } catch (error) {
      return noToken(caller, error);
    }
    return settle(caller, await send(parts, call, token, signal));
  }
}

function send(
  { apiRoot, headers, http, query: always, tokenHeader }: ClientParts,
  { method, path, query, headers: own, body }: BankCall,
  token: string,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const url = new URL(`${apiRoot}${path}`);
  for (const [name, value] of Object.entries({ ...query, ...always }))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return http({
    method,
    url: url.href,
    // Inter answers 406 to a cancellation that asks for JSON.
    headers: {
      accept: "*/*",
      ...(tokenHeader === undefined ? { authorization: `Bearer ${token}` } : { [tokenHeader]: token }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
      ...own,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal,
  });
}
