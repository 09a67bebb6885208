import type { Clock, Registrar } from "../../core/ports.ts";
import { pollAt } from "./poll-at.ts";

const firstMs = 30_000;

/** A look-up that is worth repeating soon where it led to nothing, and not only at the window's end. */
export function askedAgain(lookUp: Registrar["lookUp"], clock: Clock): Registrar["lookUp"] {
  return async (request) => {
    const answer = await lookUp(request);
    if (answer.kind !== "unknown" || answer.nextLookUpAt) return answer;
    return { ...answer, nextLookUpAt: pollAt(request.boleto, clock.now(), firstMs) };
  };
}
