import { createHash, timingSafeEqual } from "node:crypto";
import express, { Router } from "express";

/** What the banks' door needs. */
export interface Webhooks {
  /** The last part of the addresses that banks are given. */
  secret: string;
  /** The names of the banks that post, as they stand in those addresses. */
  banks: readonly string[];
  /** Keeps a body as it came; committed when this returns. */
  keep(bank: string, body: string): Promise<void>;
  onError(error: unknown): void;
}

const largest = "1mb";

/** `POST /BANK/SECRET`, as in `/inter/SECRET`: stored before it is answered, and read by a job. */
export function createWebhooks({ secret, banks, keep, onError }: Webhooks): Router {
  const router = Router();
  const raw = express.text({ type: () => true, limit: largest });
  // With a slash behind it, or something: BB and the PIX rules append parts of their own.
  router.post("/:bank/:secret{/*rest}", raw, async (request, response) => {
    const { bank, secret: given = "" } = request.params;
    const known = banks.find((name) => name === bank);
    if (!known || !isSame(String(given), secret)) return response.status(404).end();
    try {
      await keep(known, typeof request.body === "string" ? request.body : "");
    } catch (error) {
      onError(error);
      return response.status(503).end();
    }
    return response.status(200).end();
  });
  return router;
}

function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
