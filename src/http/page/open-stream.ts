import type { Response } from "express";

/** A person has a few tabs open; more streams than this are somebody who tries to hold everything up. */
const mostOfOne = 8;
const open = new Map<string, Response[]>();

/**
 * Starts an answer of server-sent events. A client that loses the connection connects again after `retryMs`. `owner` is
 * the session or thread whose stream it is: with more than a few at once, its oldest one ends. Returns false if the
 * client has already disconnected.
 */
export function openStream(response: Response, retryMs: number, owner: string): boolean {
  if (response.destroyed) return false;
  response.writeHead(200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  response.write(`retry: ${retryMs}\n\n`);
  keep(response, owner);
  return true;
}

function keep(response: Response, owner: string): void {
  const mine = [...(open.get(owner) ?? []), response];
  open.set(owner, mine);
  response.on("close", () => {
    const left = (open.get(owner) ?? []).filter((one) => one !== response);
    if (left.length > 0) open.set(owner, left);
    else open.delete(owner);
  });
  // "close" comes later, so the one that ends is left out at once.
  if (mine.length > mostOfOne) mine.shift()?.end();
}
