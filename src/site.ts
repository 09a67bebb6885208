import { Router } from "express";
import type { App } from "./app.ts";

/** The pages and doors that this configuration opens, by path. */
export async function siteRouters(app: App): Promise<[string, Router][]> {
  const home = Router();
  home.get("/", (_, response) =>
    app.config.demo ? response.redirect("/conversa") : void response.type("text/plain").send("Faturabot"),
  );
  return [["/", home]];
}
