import type { RequestHandler } from "express";
import ipaddr from "ipaddr.js";

/**
 * Refuses requests for any host but this machine by its own names. Without it, the page of somebody else whose name
 * turns to 127.0.0.1 (DNS rebinding) could use the demo in the visitor's browser as if it were one of our pages.
 */
export const onlyLoopbackNames: RequestHandler = ({ headers }, response, next) => {
  if (isLoopback(headers.host ?? "")) return next();
  response.status(421).type("text/plain").send("A demonstração só responde por localhost ou 127.0.0.1.");
};

function isLoopback(host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[(.*)\]$/, "$1");
  if (name === "localhost" || name === "localhost.") return true;
  return ipaddr.isValid(name) && ipaddr.process(name).range() === "loopback";
}
