import { type State, startState, stateSchema } from "./state.ts";

/** A state as it was stored. One that no longer parses begins afresh, `recovered`; list versions go on counting. */
export function parseState(stored: unknown): { state: State; recovered: boolean } {
  if (stored === null || stored === undefined) return { state: startState, recovered: false };
  const parsed = stateSchema.safeParse(stored);
  if (parsed.success) return { state: parsed.data, recovered: false };
  return { state: { ...startState, list: listOf(stored) }, recovered: true };
}

function listOf(stored: unknown): number {
  const list = typeof stored === "object" && stored !== null && "list" in stored ? stored.list : 0;
  return typeof list === "number" && Number.isSafeInteger(list) && list >= 0 ? list : 0;
}
