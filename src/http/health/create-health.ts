import { Router } from "express";
import type { Registry } from "prom-client";

/** What the health endpoints work with. */
export interface Health {
  /** Returns the status of each channel. Throws if the database does not answer. */
  channels(): Promise<Readonly<Record<string, string>>>;
  metrics: Registry;
}

/** Creates the router for `/health/live`, `/health/ready` and `/metrics`. */
export function createHealth({ channels, metrics }: Health): Router {
  const router = Router();
  router.get("/health/live", (_, response) => void response.json({ status: "ok" }));
  router.get("/health/ready", async (_, response) => {
    try {
      response.json({ status: "ok", channels: await channels() });
    } catch {
      response.status(503).json({ status: "unavailable", detail: "O banco de dados não respondeu." });
    }
  });
  router.get("/metrics", async (_, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}
