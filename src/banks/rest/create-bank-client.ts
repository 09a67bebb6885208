import type { BankDesk } from "../../core/bank-ports.ts";
import type { Clock } from "../../core/ports.ts";
import { circuitOpenUntil } from "../../core/registration/circuit.ts";
import type { BankHttp, HttpAnswer } from "./bank-http.ts";

/** A call to a bank's API. */
export interface BankCall {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Relative to the API's root, with a leading slash. */
  path: string;
  query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent with this call alone. */
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** Outcome of a call. `unknown`: it may have taken effect. `in-trouble`: it took no effect; retry at `retryAt`. */
export type Called =
  | { kind: "answer"; status: number; json: unknown }
  | { kind: "unknown" }
  | { kind: "in-trouble"; retryAt: Date };

/** Makes calls to one bank for one bank wallet. */
export type BankClient = (call: BankCall) => Promise<Called>;

/** Dependencies of a bank client. */
export interface ClientParts {
  bankCode: string;
  apiRoot: string;
  http: BankHttp;
  tokens: Tokens;
  /** Name of the header that carries the token, if it is not sent as a bearer token. */
  tokenHeader?: string;
  /** Sent with every call. */
  headers: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  desk: BankDesk;
  clock: Clock;
  /** Deadline of a whole call, including the token and the retry. */
  callMs: number;
}

/** Source of a bank wallet's access tokens. `current` throws AppError "token-refused" or connection errors. */
export interface Tokens {
  current(signal: AbortSignal): Promise<string>;
  /** Discards a token that the bank refused. */
  refused(token: string): Promise<void>;
}

const pauseSeconds = 60;

/**
 * Creates a client that respects the bank's circuit breaker and pauses, which are kept in the database. A refused token
 * is replaced once. Calls never throw: every failure is an outcome.
 */
export function createBankClient(parts: ClientParts): BankClient {
  const { bankCode, desk, clock, tokens } = parts;

  async function failure(kind: "unknown" | "in-trouble"): Promise<Called> {
    const now = clock.now();
    const { openUntil } = await desk.failed(bankCode, (failures) => circuitOpenUntil(failures, now), now);
    if (kind === "unknown") return { kind };
    return { kind, retryAt: openUntil ?? new Date(now.getTime() + pauseSeconds * 1000) };
  }

  async function pause({ retryAfterSeconds = pauseSeconds }: HttpAnswer): Promise<Called> {
    const retryAt = new Date(clock.now().getTime() + retryAfterSeconds * 1000);
    await desk.pause(bankCode, retryAt);
    return { kind: "in-trouble", retryAt };
  }

  async function settle(answer: HttpAnswer): Promise<Called> {
    if (answer.status === 429) return pause(answer);
    if (answer.status >= 500) return failure("unknown");
    if (answer.status === 401) return failure("in-trouble");
    await desk.succeeded(bankCode);
    return { kind: "answer", status: answer.status, json: answer.json };
  }

  return async (call) => {
    const now = clock.now();
    const { openUntil, pausedUntil } = await desk.health(bankCode);
    for (const until of [openUntil, pausedUntil])
      if (until && until > now) return { kind: "in-trouble", retryAt: until };
    const signal = AbortSignal.timeout(parts.callMs);
    let token: string;
    try {
      token = await tokens.current(signal);
    } catch {
      return failure("in-trouble");
    }
    try {
      const answer = await send(parts, call, token, signal);
      if (answer.status !== 401) return await settle(answer);
      await tokens.refused(token);
      return await settle(await send(parts, call, await tokens.current(signal), signal));
    } catch {
      return failure("unknown");
    }
  };
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
