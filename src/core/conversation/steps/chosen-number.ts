import type { Understood } from "../understand.ts";

/** Returns the number that a message chooses from a list of `count`: typed, or in words. */
export function chosenNumber({ number, option }: Understood, count: number): number | undefined {
  if (number !== undefined) return number;
  return option === "last" ? count : option;
}
