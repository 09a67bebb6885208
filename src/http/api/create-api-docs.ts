import { fileURLToPath } from "node:url";
import express, { Router } from "express";
import { absolutePath } from "swagger-ui-dist";

const assets = fileURLToPath(new URL("./assets", import.meta.url));
const html = `<!doctype html>
<html lang="pt-BR">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>API do Faturabot</title>
<link rel="stylesheet" href="/api/docs/ui/swagger-ui.css"><script src="/api/docs/ui/swagger-ui-bundle.js" defer></script><script src="/api/docs/assets/api-docs.js" defer></script></head>
<body><div id="docs"></div></body>
</html>`;

/** A page to read the API in, at `/api/docs`. */
export function createApiDocs(): Router {
  const router = Router();
  router.use("/ui", express.static(absolutePath(), { index: false, maxAge: "1h" }));
  router.use("/assets", express.static(assets, { maxAge: "1h" }));
  router.get("/", (_, response) => void response.type("html").send(html));
  return router;
}
