import type { Request } from "express";

/**
 * Returns whether a form comes from one of our pages, by headers that every browser sends. A request without them is
 * not from a browser, and is accepted.
 */
export function isOwnPage({ headers }: Pick<Request, "headers">): boolean {
  const site = headers["sec-fetch-site"];
  // Takes precedence: a browser that sends it may still hide the form's Origin as "null".
  if (site !== undefined) return site === "same-origin";
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
