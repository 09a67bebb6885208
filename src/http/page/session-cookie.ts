import { createHash, randomBytes } from "node:crypto";
import type { Request, Response } from "express";

/**
 * A cookie with a session token or, before login, with a token that only ties forms to the browser. Login always sets a
 * new token, which prevents session fixation.
 */
export function createSessionCookie(name: string, path: string) {
  return {
    read({ headers }: Pick<Request, "headers">): string | undefined {
      const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
      const value = pairs.find(([key]) => key === name)?.[1];
      return value && /^[\w-]{43}$/.test(value) ? value : undefined;
    },
    write(request: Request, response: Response, token = randomBytes(32).toString("base64url")): string {
      const { secure } = request;
      response.cookie(name, token, { httpOnly: true, sameSite: "strict", secure, path });
      return token;
    },
    clear(response: Response): void {
      response.clearCookie(name, { path });
    },
    /** The CSRF token that every form carries; it can only be computed from the cookie. */
    csrfOf: (token: string) => createHash("sha256").update(`csrf ${token}`).digest("base64url"),
  };
}
