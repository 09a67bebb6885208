import { setTimeout } from "node:timers/promises";
import type { Response } from "express";

const everyMs = 500;

/** The progress of a run. */
export interface Progress {
  done: number;
  total: number;
  words: string;
}

/** Streams the progress by server-sent events, until the run ends (event "over") or the client disconnects. */
export async function streamProgress(
  response: Response,
  readProgress: () => Promise<Progress | undefined>,
): Promise<void> {
  response.writeHead(200, { "Content-Type": "text/event-stream", "X-Accel-Buffering": "no" });
  while (!response.destroyed) {
    const progress = await readProgress();
    if (!progress) {
      response.end("event: over\ndata:\n\n");
      return;
    }
    response.write(`data: ${JSON.stringify(progress)}\n\n`);
    await setTimeout(everyMs);
  }
}
