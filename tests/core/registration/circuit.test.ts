import { expect, it } from "vitest";
import { circuitOpenUntil } from "../../../src/core/registration/circuit.ts";

it("a bank is left alone from its fifth failure in a row, longer each time, ten minutes at most", () => {
  const now = new Date(0);
  const minutes = [1, 4, 5, 6, 7, 8, 9, 50].map((failures) => {
    const until = circuitOpenUntil(failures, now);
    return until && until.getTime() / 60_000;
  });
  expect(minutes).toEqual([undefined, undefined, 1, 2, 4, 8, 10, 10]);
});
