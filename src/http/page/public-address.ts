import type { Request } from "express";

/** The setting of the Express application that holds the public URL. */
export const publicUrlSetting = "public url";

/** Returns the configured public URL, without a trailing slash; undefined if there is none. */
export function publicUrlOf({ app }: Pick<Request, "app">): string | undefined {
  const url: unknown = app.get(publicUrlSetting);
  return typeof url === "string" ? url : undefined;
}

/** Returns the URL under which people reach this service: the configured one, or else the one that was called. */
export function rootUrlOf(request: Request): string {
  return publicUrlOf(request) ?? `${request.protocol}://${request.get("host")}`;
}
