import { Router } from "express";
import { pageAssets } from "../page/page-assets.ts";
import { sendPage } from "../page/send-page.ts";
import { DocsPage } from "./docs-page.tsx";
import { openApiDocument } from "./openapi.ts";

/** A page to read the API in, at `/api/docs`. */
export function createApiDocs(): Router {
  const router = Router();
  const page = <DocsPage document={openApiDocument()} />;
  router.use("/assets", pageAssets(import.meta.url));
  router.get("/", (_, response) => sendPage(response, page));
  return router;
}
