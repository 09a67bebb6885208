import { createSessionCookie } from "../../http/page/session-cookie.ts";

/** The panel's session cookie. */
export const sessionCookie = createSessionCookie("painel", "/painel");
