import { BotApiError } from "./bot-api-error.ts";

/** What goes wrong. `drop`: the connection is cut; after acceptance the answer alone is lost. `hang`: silence. */
export type Fault =
  | { kind: "drop"; accepted: boolean }
  | { kind: "hang"; accepted: boolean }
  | { kind: "delay"; ms: number }
  | { kind: "throttle"; retryAfterSeconds: number }
  | { kind: "refuse"; code: number; description: string };

/** Where and how often. */
export interface FaultPlace {
  method: string;
  chatId?: number;
  times?: number;
}

/** Faults that wait for their call. */
export function createFaults() {
  let planned: (FaultPlace & { fault: Fault; left: number })[] = [];
  return {
    add(place: FaultPlace, fault: Fault): void {
      planned.push({ ...place, fault, left: place.times ?? 1 });
    },
    has: (method: string): boolean => planned.some((one) => one.method === method),
    /** The fault of this call, used up by it. */
    take(method: string, chatId: number | undefined): Fault | undefined {
      const found = planned.find(
        (one) => (one.method === method || one.method === "*") && (one.chatId === undefined || one.chatId === chatId),
      );
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) planned = planned.filter((one) => one !== found);
      return found.fault;
    },
  };
}

/** The refusal that a fault is, where it is one. */
export function refusalOf(fault: Fault): BotApiError | undefined {
  if (fault.kind === "refuse") return new BotApiError(fault.code, fault.description);
  if (fault.kind !== "throttle") return undefined;
  const seconds = fault.retryAfterSeconds;
  return new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
