import { createHash, randomBytes } from "node:crypto";
import type { Request, Response } from "express";

/**
 * Creates access to a cookie that contains a session token or, before login, a token that only ties forms to the
 * browser. Login always sets a new token, which prevents session fixation.
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
    /** The CSRF token for forms. It can be computed only by somebody who has the cookie. */
    csrfOf: (token: string) => createHash("sha256").update(`csrf ${token}`).digest("base64url"),
  };
}
