import { createHash } from "node:crypto";
import type { CookieOptions, Request } from "express";

const name = "conversa";
const options: CookieOptions = { httpOnly: true, sameSite: "strict", path: "/conversa" };

/** Where a browser keeps the address of its thread, and `tagOf`: a name for the thread that may stand in a page. */
export const threadCookie = {
  name,
  options,
  addressOf(request: Pick<Request, "headers">): string | undefined {
    const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
    const value = pairs.find(([key]) => key === name)?.[1];
    return value && /^[\w-]{10,64}$/.test(value) ? value : undefined;
  },
  tagOf: (address: string) => createHash("sha256").update(address).digest("hex").slice(0, 16),
};
