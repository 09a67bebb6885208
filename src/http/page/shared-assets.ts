import { fileURLToPath } from "node:url";
import express, { type RequestHandler, Router } from "express";

/** What all pages share, at `/assets`. */
export function sharedAssets(): Router {
  return Router().use(pageAssets(import.meta.url));
}

/** Style sheets and scripts beside a page's code: those of `assets` next to the module of that address. */
export function pageAssets(moduleUrl: string): RequestHandler {
  return express.static(fileURLToPath(new URL("./assets", moduleUrl)), { maxAge: "1h" });
}
