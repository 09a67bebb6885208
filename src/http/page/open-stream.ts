import type { Response } from "express";

/** Begins server-sent events; after `retryMs` a reader that lost them comes again. False where the reader has left. */
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
