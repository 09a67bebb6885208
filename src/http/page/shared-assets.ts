import { fileURLToPath } from "node:url";
import express, { type RequestHandler, Router } from "express";

/** Creates the router for the assets that all pages share, at `/assets`. */
export function sharedAssets(): Router {
  return Router().use(pageAssets(import.meta.url));
}

/** Serves the style sheets and scripts in the folder `assets` beside the given module. */
export function pageAssets(moduleUrl: string): RequestHandler {
  return express.static(fileURLToPath(new URL("./assets", moduleUrl)), { maxAge: "1h" });
}
