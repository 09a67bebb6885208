import type { Response } from "express";

/**
 * Starts an answer of server-sent events. A client that loses the connection connects again after `retryMs`. Returns
 * false if the client has already disconnected.
 */
export function openStream(response: Response, retryMs: number): boolean {
  if (response.destroyed) return false;
  response.writeHead(200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  response.write(`retry: ${retryMs}\n\n`);
  return true;
}
