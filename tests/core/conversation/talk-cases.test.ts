import { describe, expect, it } from "vitest";
import { readCases, runCase } from "../../talk/run-cases.ts";

const shareOf = (name: string) => {
  const results = readCases(`tests/talk/cases/${name}.json`).map(runCase);
  const count = (verdict: string) => results.filter((one) => one.verdict === verdict).length;
  return { right: count("right") / results.length, dangerous: count("danger") };
};

// The floor lies a little below what was measured: `npm run talk -- tests/talk/cases/gama.json` prints the table.
describe("what people write is served", () => {
  it.each([
    ["alfa", 0.88],
    ["beta", 0.86],
    ["gama", 0.85],
  ])("in the cases of %s, at least %d of them", (name, least) => {
    const { right, dangerous } = shareOf(name);
    expect(right).toBeGreaterThanOrEqual(least);
    expect(dangerous).toBeLessThanOrEqual(1);
  });
});
