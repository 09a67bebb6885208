import type { Response } from "express";
import type { VNode } from "preact";
import { render } from "preact-render-to-string";

/** Sends a page, drawn on the server; whatever stands in it as text stays text. */
export function sendPage(response: Response, page: VNode): void {
  response.type("html").send(`<!doctype html>${render(page)}`);
}
