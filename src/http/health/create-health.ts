import { Router } from "express";
import type { Registry } from "prom-client";

/** What the health endpoints work with. */
export interface Health {
  /** Returns the status of each channel. Throws if the database does not answer. */
  channels(): Promise<Readonly<Record<string, string>>>;
  metrics: Registry;
  /** Milliseconds on a clock that only goes on. */
  now?: () => number;
}

/** Counting takes a tenth of a second in a large database, and whoever asks need not have logged in. */
const metricsMs = 5000;

/** Creates the router for `/health/live`, `/health/ready` and `/metrics`. */
export function createHealth({ channels, metrics, now = () => performance.now() }: Health): Router {
  const router = Router();
  let counted: { at: number; text: Promise<string> } | undefined;
  router.get("/health/live", (_, response) => void response.json({ status: "ok" }));
  router.get("/health/ready", async (_, response) => {
    try {
      response.json({ status: "ok", channels: await channels() });
    } catch {
      response.status(503).json({ status: "unavailable", detail: "O banco de dados não respondeu." });
    }
  });
  router.get("/metrics", async (_, response) => {
    if (!counted || now() - counted.at > metricsMs) {
      const fresh = { at: now(), text: metrics.metrics() };
      // A failure is not kept.
      fresh.text.catch(() => {
        if (counted === fresh) counted = undefined;
      });
      counted = fresh;
    }
    response.type(metrics.contentType).send(await counted.text);
  });
  return router;
}
