import { createHash, timingSafeEqual } from "node:crypto";
import express, { type Request, Router } from "express";

/** What the webhooks of the banks work with. */
export interface Webhooks {
  /** The secret that ends the URLs which are given to the banks. */
  secret: string;
  /** The banks that send webhooks, by their names in these URLs. */
  banks: readonly string[];
  /** The headers that say it all where a bank posts no body. */
  headersOf: Readonly<Record<string, readonly string[]>>;
  /** Stores a body as it came. It is committed when the promise resolves. */
  keep(bank: string, body: string): Promise<void>;
  onError(error: unknown): void;
}

const largest = "1mb";

/**
 * Creates the router for `POST /BANK/SECRET`, such as `/inter/SECRET`. A body is stored before the request is answered,
 * and read later by a job.
 */
export function createWebhooks({ secret, banks, headersOf, keep, onError }: Webhooks): Router {
  const router = Router();
  const raw = express.text({ type: () => true, limit: largest });
  // More may follow the secret: Banco do Brasil appends a path of its own, and so do the webhooks of PIX (`/pix`).
  const address = "/:bank/:secret{/*rest}";
  // Nothing is read of a post whose address does not hold the secret.
  router.post(address, ({ params: { bank, secret: given } }, response, next) => {
    if (banks.some((name) => name === bank) && isSame(String(given), secret)) return next();
    return response.status(404).end();
  });
  router.post(address, raw, async (request, response) => {
    const bank = String(request.params.bank);
    const body = bodyOf(request, headersOf[bank] ?? []);
    // PostgreSQL cannot store NUL, and no JSON contains one.
    if (body.includes("\0")) return response.status(400).end();
    try {
      await keep(bank, body);
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
