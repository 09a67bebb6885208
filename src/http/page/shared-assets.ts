import { Router } from "express";
import { pageAssets } from "./page-assets.ts";

/** What all pages share, at `/assets`. */
export function sharedAssets(): Router {
  return Router().use(pageAssets(import.meta.url));
}
