import { createSessionCookie } from "../../http/page/session-cookie.ts";

/** The panel's cookie. */
export const sessionCookie = createSessionCookie("painel", "/painel");
