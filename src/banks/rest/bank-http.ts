import type { Agent } from "undici";
import type { Credentials } from "./read-settings.ts";

/** One call, as it goes over the wire. */
export interface HttpCall {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** What came back. `json` is undefined where the body is empty or no JSON. */
export interface HttpAnswer {
  status: number;
  json: unknown;
  /** Seconds, where the server names them. */
  retryAfterSeconds?: number;
}

/** Makes HTTPS calls with a client certificate where there is one. Throws where no whole answer came. */
export type BankHttp = (call: HttpCall) => Promise<HttpAnswer>;

const largest = 16 * 2 ** 20;

/** A pool of connections of one bank wallet. */
export function createBankHttp({ certificate, ca }: Credentials): BankHttp {
  let agent: Agent | undefined;
  return async ({ url, body, ...call }) => {
    // Read for the first call: where no bank is asked by its API it takes no memory.
    const { Agent, request } = await import("undici");
    agent ??= new Agent({
      connect: { ...certificate, ...(ca !== undefined && { ca }), minVersion: "TLSv1.2" },
      // A connection that the bank has dropped meanwhile looks like a lost answer.
      keepAliveTimeout: 4000,
      maxResponseSize: largest,
      connections: 8,
    });
    const {
      statusCode,
      headers,
      body: stream,
    } = await request(url, {
      ...call,
      ...(body !== undefined && { body }),
      dispatcher: agent,
    });
    const text = await stream.text();
    const retryAfter = Number(headers["retry-after"]);
    return {
      status: statusCode,
      json: jsonOf(text),
      ...(Number.isFinite(retryAfter) && retryAfter > 0 && { retryAfterSeconds: retryAfter }),
    };
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
