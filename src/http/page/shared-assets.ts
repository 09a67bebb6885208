import { fileURLToPath } from "node:url";
import express, { type RequestHandler, Router } from "express";

/** Serves the assets that all pages share, at `/assets`. */
export function sharedAssets(): Router {
  return Router().use(pageAssets(import.meta.url));
}

/** Serves style sheets and scripts from the `assets` folder next to the given module. */
export function pageAssets(moduleUrl: string): RequestHandler {
  return express.static(fileURLToPath(new URL("./assets", moduleUrl)), { maxAge: "1h" });
}
