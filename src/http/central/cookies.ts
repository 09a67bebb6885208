import { createHash } from "node:crypto";
import { createSessionCookie } from "../page/session-cookie.ts";

/**
 * The Central's cookies: the session, and the browser at the door. They are two, because a link from elsewhere comes
 * without the strict session cookie: what is given to it must not take the session's place.
 */
export const cookies = {
  session: createSessionCookie("central", "/central"),
  door: createSessionCookie("central-porta", "/central"),
  /** Under which codes are asked for: not what stands in a page. */
  threadOf: (door: string) => createHash("sha256").update(`thread ${door}`).digest("base64url"),
};
