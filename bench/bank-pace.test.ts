import { expect, it } from "vitest";
import { registerAtPace } from "./register-at-pace.ts";

// A part of `npm run bench:banks`.
const count = Number(process.env.COUNT ?? 500);

it("a morning's boletos at Sicoob's two a second", async () => {
  const { registered, seconds, leastSeconds, chatSeconds, tooSoon } = await registerAtPace(count);
  console.log(
    [
      "| boletos at 06:05 | seconds | shortest possible | ratio | a chat's boleto among them | refused as too soon |",
      "|---|---|---|---|---|---|",
      `| ${count} | ${seconds.toFixed(1)} | ${leastSeconds.toFixed(1)} | ${(seconds / leastSeconds).toFixed(3)} | ${chatSeconds.toFixed(1)} s | ${tooSoon} |`,
    ].join("\n"),
  );
  expect(registered).toBe(count + 1);
  expect(seconds / leastSeconds).toBeLessThanOrEqual(1.1);
  expect(chatSeconds).toBeLessThanOrEqual(3);
});
