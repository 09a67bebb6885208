import { createSessionCookie } from "../../http/page/session-cookie.ts";

/** The session cookie of the panel. */
export const sessionCookie = createSessionCookie("sessao-painel");
