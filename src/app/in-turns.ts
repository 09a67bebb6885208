import { setImmediate } from "node:timers/promises";
import { AppError } from "../core/app-error.ts";

/**
 * Returns a function that does pieces of work one at a time, and lets others work in between. With `mostWaiting` pieces
 * in the queue, the next ones are refused with an AppError that may be tried again.
 */
export function inTurns(mostWaiting: number): <R>(work: () => Promise<R>) => Promise<R> {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    if (waiting >= mostWaiting)
      return Promise.reject(new AppError("busy", "Muita gente pede arquivos agora. Tente de novo.", { retry: true }));
    waiting++;
    const turn = last
      .then(() => setImmediate())
      .then(work)
      .finally(() => waiting--);
    last = turn.catch(() => undefined);
    return turn;
  };
}
