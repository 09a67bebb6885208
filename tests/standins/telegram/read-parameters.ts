import type { IncomingMessage } from "node:http";
import { badRequest } from "./bot-api-error.ts";

/** A file that comes along with a call. */
export interface Upload {
  name: string;
  bytes: Buffer;
}

/** The parameters of a call: from the query, JSON, a form, or a form with files, where values are JSON in text. */
export async function readParameters(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  const fromQuery = Object.fromEntries(query);
  if (body.length === 0) return fromQuery;
  if (type.startsWith("application/json")) return { ...fromQuery, ...readJson(body.toString()) };
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData().catch(() => {
    throw badRequest("can't parse form data");
  });
  const read: Record<string, unknown> = {};
  for (const [name, value] of form)
    read[name] =
      typeof value === "string"
        ? value
        : ({ name: value.name, bytes: Buffer.from(await value.arrayBuffer()) } satisfies Upload);
  return { ...fromQuery, ...read };
}

function readJson(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  } catch {
    throw badRequest("can't parse JSON");
  }
  throw badRequest("can't parse JSON: object expected");
}
