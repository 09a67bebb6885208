import { fileURLToPath } from "node:url";
import express, { Router } from "express";
import { render } from "preact-render-to-string";
import { DocsPage } from "./docs-page.tsx";
import { openApiDocument } from "./openapi.ts";

const assets = fileURLToPath(new URL("./assets", import.meta.url));

/** A page to read the API in, at `/api/docs`. */
export function createApiDocs(): Router {
  const router = Router();
  const html = `<!doctype html>${render(<DocsPage document={openApiDocument()} />)}`;
  router.use("/assets", express.static(assets, { maxAge: "1h" }));
  router.get("/", (_, response) => void response.type("html").send(html));
  return router;
}
