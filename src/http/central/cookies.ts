import { createHash } from "node:crypto";
import { createSessionCookie } from "../page/session-cookie.ts";

/**
 * The cookies of the Central: one for the session, and one for a browser in which nobody has logged in. They are
 * separate because a request that comes from a link on another site arrives without the session cookie
 * (SameSite=Strict); the cookie that is set in answer to it must not replace the session.
 */
export const cookies = {
  session: createSessionCookie("sessao-central"),
  door: createSessionCookie("porta-central"),
  /**
   * The thread that the one-time codes of this browser belong to. It is not the CSRF token, because that one can be
   * read in the pages.
   */
  threadOf: (door: string) => createHash("sha256").update(`thread ${door}`).digest("base64url"),
};
