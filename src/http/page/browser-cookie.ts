import { createSessionCookie } from "./session-cookie.ts";

const keptMs = 90 * 24 * 60 * 60_000;

/**
 * The cookie by which a browser is known in which an operator or a subscriber has logged in. It opens nothing: it only
 * keeps the limits that strangers use up from applying to that browser.
 */
export const browserCookie = createSessionCookie("navegador", keptMs);
