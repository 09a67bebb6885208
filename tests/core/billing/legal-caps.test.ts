import { describe, expect, it } from "vitest";
import { checkCaps } from "../../../src/core/billing/money/legal-caps.ts";

describe("what a contract may charge", () => {
  it.each([
    [0, 0],
    [200, 100],
    [150, 33],
  ])("%i and %i basis points are saved", (multaBasisPoints, jurosBasisPointsMonth) => {
    expect(checkCaps({ multaBasisPoints, jurosBasisPointsMonth })).toEqual([]);
  });

  it.each([
    [201, 100, ["multaBasisPoints"]],
    [200, 101, ["jurosBasisPointsMonth"]],
    [1000, 1000, ["multaBasisPoints", "jurosBasisPointsMonth"]],
    [-1, 0, ["multaBasisPoints"]],
    [0, 0.5, ["jurosBasisPointsMonth"]],
    [Number.NaN, 0, ["multaBasisPoints"]],
  ])("%d and %d are refused", (multaBasisPoints, jurosBasisPointsMonth, fields) => {
    expect(checkCaps({ multaBasisPoints, jurosBasisPointsMonth }).map(({ field }) => field)).toEqual(fields);
  });

  it("says the limit in Portuguese", () => {
    const messages = checkCaps({ multaBasisPoints: 300, jurosBasisPointsMonth: 200 }).map(({ message }) => message);
    expect(messages).toEqual(["A multa pode ser no máximo 2%.", "Os juros podem ser no máximo 1% ao mês."]);
  });
});
