import type { Request } from "express";
import { publicUrlOf } from "./public-address.ts";

/**
 * Returns true if a form comes from one of our own pages, judged by headers that every browser sends. A request without
 * these headers does not come from a browser, and is accepted. A proxy may rewrite the Host, so the public URL counts as
 * well.
 */
export function isOwnPage(request: Pick<Request, "headers" | "app">): boolean {
  const { headers } = request;
  const site = headers["sec-fetch-site"];
  // This header comes first: a browser that sends it may still send "null" as the Origin of the form.
  if (site !== undefined) return site === "same-origin";
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const publicUrl = publicUrlOf(request);
  return new URL(origin).host === host || (publicUrl !== undefined && new URL(publicUrl).origin === origin);
}
