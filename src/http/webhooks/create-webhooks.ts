import { createHash, timingSafeEqual } from "node:crypto";
import express, { type Request, Router } from "express";

/** The dependencies of the banks' webhooks. */
export interface Webhooks {
  /** The secret last part of the URLs that banks are given. */
  secret: string;
  /** The banks that send webhooks, by their names in those URLs. */
  banks: readonly string[];
  /** The headers that say it all where a bank posts no body. */
  headersOf: Readonly<Record<string, readonly string[]>>;
  /** Stores a body unchanged. It is committed when the promise resolves. */
  keep(bank: string, body: string): Promise<void>;
  onError(error: unknown): void;
}

const largest = "1mb";

/** Serves `POST /BANK/SECRET`, as in `/inter/SECRET`. Stores the body before answering; a job reads it later. */
export function createWebhooks({ secret, banks, headersOf, keep, onError }: Webhooks): Router {
  const router = Router();
  const raw = express.text({ type: () => true, limit: largest });
  // Accepts a trailing slash or further path segments: BB and the PIX rules append their own.
  router.post("/:bank/:secret{/*rest}", raw, async (request, response) => {
    const { bank, secret: given = "" } = request.params;
    const known = banks.find((name) => name === bank);
    if (!known || !isSame(String(given), secret)) return response.status(404).end();
    try {
      await keep(known, bodyOf(request, headersOf[known] ?? []));
    } catch (error) {
      onError(error);
      return response.status(503).end();
    }
    return response.status(200).end();
  });
  return router;
}

/** Returns the body as it came; if it is empty, the named headers as JSON. */
function bodyOf(request: Request, names: readonly string[]): string {
  const body = typeof request.body === "string" ? request.body : "";
  if (body !== "" || names.length === 0) return body;
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, request.get(name)])));
}

function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
