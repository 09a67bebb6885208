import { Router } from "express";
import { sendPage } from "../page/page.tsx";
import { pageAssets } from "../page/shared-assets.ts";
import { DocsPage } from "./docs-page.tsx";
import { openApiDocument } from "./openapi.ts";

/** Creates the page with the documentation of the API, at `/api/docs`. */
export function createApiDocs(): Router {
  const router = Router();
  const page = <DocsPage document={openApiDocument()} />;
  router.use("/assets", pageAssets(import.meta.url));
  router.get("/", (_, response) => sendPage(response, page));
  return router;
}
