import { Router } from "express";
import type { Registry } from "prom-client";

/** What the health pages ask. */
export interface Health {
  /** Throws where the database does not answer. */
  ready(): Promise<void>;
  metrics: Registry;
}

/** `/health/live`, `/health/ready` and `/metrics`. */
export function createHealth({ ready, metrics }: Health): Router {
  const router = Router();
  router.get("/health/live", (_, response) => void response.json({ status: "ok" }));
  router.get("/health/ready", async (_, response) => {
    try {
      await ready();
      response.json({ status: "ok" });
    } catch {
      response.status(503).json({ status: "unavailable", detail: "O banco de dados não respondeu." });
    }
  });
  router.get("/metrics", async (_, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}
