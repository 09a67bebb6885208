import { rootCertificates } from "node:tls";
import type { Agent } from "undici";
import { parseJson } from "../../core/parse-json.ts";
import type { Credentials } from "./read-settings.ts";

/** One HTTP request. */
export interface HttpCall {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** The response. `json` is undefined if the body is empty or not JSON. */
export interface HttpAnswer {
  status: number;
  json: unknown;
  /** From the `Retry-After` header, if it is a number of seconds. */
  retryAfterSeconds?: number;
}

/** Makes an HTTPS call, with the client certificate if there is one. Throws if no complete response arrives. */
export type BankHttp = (call: HttpCall) => Promise<HttpAnswer>;

const maxResponseBytes = 16 * 2 ** 20;

/** Creates the connection pool of one bank wallet. */
export function createBankHttp({ certificate, ca }: Credentials): BankHttp {
  let agent: Agent | undefined;
  return async ({ url, body, ...call }) => {
    // Imported on the first call, so that it takes no memory in installations without bank APIs.
    const { Agent, request } = await import("undici");
    agent ??= new Agent({
      connect: { ...certificate, ...(ca !== undefined && { ca: authoritiesWith(ca) }), minVersion: "TLSv1.2" },
      // Short, because a request on a connection that the bank has closed looks like a lost answer.
      keepAliveTimeout: 4000,
      maxResponseSize: maxResponseBytes,
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
      json: parseJson(text),
      ...(Number.isFinite(retryAfter) && retryAfter > 0 && { retryAfterSeconds: retryAfter }),
    };
  };
}

/** Returns Node's own authorities and one more: a connection's `ca` alone would replace them. */
export const authoritiesWith = (ca: string): string[] => [...rootCertificates, ca];

/**
 * Returns a function that fetches a PDF from an address in a bank's answer. The address may belong to a storage service
 * of the bank, so it gets neither our certificate nor our token. The function returns undefined for anything but a
 * complete answer over HTTPS; redirects are not followed.
 */
export function pdfFetcher({ ca }: Pick<Credentials, "ca">, callMs: number) {
  return async (address: string): Promise<Uint8Array | undefined> => {
    if (!address.startsWith("https://")) return undefined;
    const { Agent, request } = await import("undici");
    const agent = new Agent({
      connect: { ...(ca !== undefined && { ca }), minVersion: "TLSv1.2" },
      maxResponseSize: maxResponseBytes,
    });
    try {
      const { statusCode, body } = await request(address, { dispatcher: agent, signal: AbortSignal.timeout(callMs) });
      const bytes = new Uint8Array(await body.arrayBuffer());
      return statusCode === 200 ? bytes : undefined;
    } catch {
      return undefined;
    } finally {
      await agent.destroy();
    }
  };
}
