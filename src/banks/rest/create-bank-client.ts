import type { BankDesk } from "../../core/bank-ports.ts";
import type { Clock } from "../../core/ports.ts";
import { circuitOpenUntil } from "../../core/registration/circuit.ts";
import type { BankHttp, HttpAnswer } from "./bank-http.ts";

/** A call to a bank, in its own terms. */
export interface BankCall {
  method: "GET" | "POST" | "PATCH";
  /** Behind the API's root, with a leading slash. */
  path: string;
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: unknown;
}

/** What came of a call. `unknown`: sent, perhaps, and nobody knows what became of it. `in-trouble`: not dealt with. */
export type Called =
  | { kind: "answer"; status: number; json: unknown }
  | { kind: "unknown" }
  | { kind: "in-trouble"; retryAt: Date };

/** Calls one bank for one bank wallet. */
export type BankClient = (call: BankCall) => Promise<Called>;

/** What a client is made of. */
export interface ClientParts {
  bankCode: string;
  apiRoot: string;
  http: BankHttp;
  /** A token, and the way to have a new one where it was refused. */
  tokens: Tokens;
  /** Sent with every call. */
  headers: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  desk: BankDesk;
  clock: Clock;
  /** A whole call is over by then, token and repetition included. */
  callMs: number;
}

/** Where the tokens of a bank wallet come from. Throws TokenRefused, or what the connection throws. */
export interface Tokens {
  current(signal: AbortSignal): Promise<string>;
  /** That one was refused. */
  refused(token: string): Promise<void>;
}

const pauseSeconds = 60;

/**
 * Calls a bank under its circuit and its pauses, which stand in the database. A token that is refused is replaced once.
 * Never throws: what did not work is an outcome.
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
  { apiRoot, headers, http, query: always }: ClientParts,
  { method, path, query, body }: BankCall,
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
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal,
  });
}
