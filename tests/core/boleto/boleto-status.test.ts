import { describe, expect, it } from "vitest";
import { type BoletoStatus, boletoStatuses, isLiving, mayMove } from "../../../src/core/boleto/boleto-status.ts";

// Read down: from. Read across: to. As "Life of a boleto" has it; everything that is not named there is a dot.
const life = `
               registering payable paid rejected cancelling cancelled expired
  registering  .           yes     yes  yes      yes        .         .
  payable      .           .       yes  .        yes        .         yes
  cancelling   .           .       yes  .        .          yes       .
  paid         .           yes     .    .        .          .         yes
  rejected     .           .       .    .        yes        .         .
  cancelled    .           .       .    .        yes        .         .
  expired      .           .       .    .        yes        .         .
`;
const [across = [], ...down] = life
  .trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));
const pairs = down.flatMap(([from, ...cells]) =>
  cells.map((cell, index) => [from, across[index], cell === "yes"] as [BoletoStatus, BoletoStatus, boolean]),
);

describe("a boleto's life", () => {
  it("names every status there is, each against each", () => {
    expect(across).toEqual([...boletoStatuses]);
    expect(pairs).toHaveLength(boletoStatuses.length ** 2);
  });

  it.each(pairs)("goes from %s to %s: %s", (from, to, may) => {
    expect(mayMove(from, to)).toBe(may);
  });

  it("has two living statuses, and nothing else is handed over as payable", () => {
    expect(boletoStatuses.filter(isLiving)).toEqual(["registering", "payable"]);
  });
});
