import { expect, it } from "vitest";
import { parseState, startState } from "../../../src/core/conversation/state.ts";

it("a stored state that is none, or none any more, begins the talk again, and nothing of it is taken over", () => {
  for (const stored of [
    { step: "gone", list: 3, misunderstood: 0 },
    { step: "choose-invoice", list: "1" },
    { step: "has-boleto", list: 1, misunderstood: 0, invoiceId: { $ne: "" } },
    { step: "start", list: 0, misunderstood: 0, __proto__: { subscriberId: "s" }, constructor: "x", more: 1 },
    "start",
    7,
    [],
  ]) {
    const { state } = parseState(JSON.parse(JSON.stringify(stored)));
    expect(state.step).toBe("start");
    expect(state).not.toHaveProperty("more");
    expect(state.subscriberId).toBeUndefined();
  }
  expect(parseState({ ...startState, list: 4 })).toMatchObject({ state: { step: "start", list: 4 }, recovered: false });
});
