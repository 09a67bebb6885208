import { createHash, randomBytes } from "node:crypto";
import type { Request, Response } from "express";

/**
 * Creates access to a cookie that contains a secret: a session token or, before login, a token that only ties forms to
 * the browser. Login always sets a new token, which prevents session fixation. Under TLS the name has the prefix
 * `__Host-`: browsers accept such a cookie from this host alone, so no other subdomain can plant one. `maxAgeMs` keeps
 * the cookie after the browser is closed.
 */
export function createSessionCookie(name: string, maxAgeMs?: number) {
  const nameFor = ({ secure }: Pick<Request, "secure">) => (secure ? `__Host-${name}` : name);
  const optionsFor = ({ secure }: Pick<Request, "secure">) =>
    ({ httpOnly: true, sameSite: "strict", secure, path: "/" }) as const;
  return {
    read(request: Pick<Request, "headers" | "secure">): string | undefined {
      // Only the separator is cut off. What else looks like a blank may belong to the name of a cookie that was planted.
      const pairs = (request.headers.cookie ?? "").split(/; */).map((pair) => pair.split("="));
      const value = pairs.find(([key]) => key === nameFor(request))?.[1];
      return value && /^[\w-]{32,64}$/.test(value) ? value : undefined;
    },
    write(request: Request, response: Response, token = randomBytes(32).toString("base64url")): string {
      const kept = maxAgeMs === undefined ? {} : { maxAge: maxAgeMs };
      response.cookie(nameFor(request), token, { ...optionsFor(request), ...kept });
      return token;
    },
    clear(request: Request, response: Response): void {
      response.clearCookie(nameFor(request), optionsFor(request));
    },
    /** The CSRF token for forms. It can be computed only by somebody who has the cookie. */
    csrfOf: (token: string) => createHash("sha256").update(`csrf ${token}`).digest("base64url"),
  };
}
