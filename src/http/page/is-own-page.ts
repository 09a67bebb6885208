import type { Request } from "express";

/** Whether a form comes from a page of ours: browsers say so. Without any word of it, it is no browser. */
export function isOwnPage({ headers }: Pick<Request, "headers">): boolean {
  const site = headers["sec-fetch-site"];
  // The browser's own judgement: beside it, the origin of a form may well be hidden as "null".
  if (site !== undefined) return site === "same-origin";
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
