import { createHash } from "node:crypto";
import { createSessionCookie } from "../page/session-cookie.ts";

/**
 * The Central's cookies: one for the session, one for a browser before login. They are separate because a request from
 * another site's link arrives without the SameSite=Strict session cookie; the cookie set then must not replace the
 * session.
 */
export const cookies = {
  session: createSessionCookie("central", "/central"),
  door: createSessionCookie("central-porta", "/central"),
  /** The thread that one-time codes belong to. Differs from the CSRF token, which is visible in pages. */
  threadOf: (door: string) => createHash("sha256").update(`thread ${door}`).digest("base64url"),
};
