import { expect, it } from "vitest";
import { registerAtPace } from "../../../bench/register-at-pace.ts";

// The short run of `npm run bench:banks`.
it("a morning's boletos take hardly longer than Sicoob's limit wants, and a person who asks then waits three seconds at most", async () => {
  const { registered, seconds, leastSeconds, chatSeconds } = await registerAtPace(20);
  expect(registered).toBe(21);
  // A tenth, and what the first ones need on a busy machine.
  expect(seconds).toBeLessThanOrEqual(1.1 * leastSeconds + 3);
  expect(chatSeconds).toBeLessThanOrEqual(3);
});
