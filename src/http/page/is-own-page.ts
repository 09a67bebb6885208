import type { Request } from "express";

/**
 * Returns true if a form comes from one of our own pages, judged by headers that every browser sends. A request without
 * these headers does not come from a browser, and is accepted.
 */
export function isOwnPage({ headers }: Pick<Request, "headers">): boolean {
  const site = headers["sec-fetch-site"];
  // This header comes first: a browser that sends it may still send "null" as the Origin of the form.
  if (site !== undefined) return site === "same-origin";
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
