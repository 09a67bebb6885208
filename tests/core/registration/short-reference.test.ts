import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { idsOfReference, shortReference } from "../../../src/core/registration/short-reference.ts";

it("a short reference leads back to its boleto", () => {
  for (let count = 0; count < 1000; count++) {
    const id = randomUUID();
    const { from = "", to = "" } = idsOfReference(shortReference(id)) ?? {};
    expect(from <= id && id <= to).toBe(true);
    expect(shortReference(from)).toBe(shortReference(to));
  }
});

it.each(["", "PEDIDO 12", "00-03", "000000000012345", "ZZZZZZZZZZZZZZZ", "000000000000000", "1234567890123456"])(
  "another system's reference is none of ours: %j",
  (reference) => {
    expect(idsOfReference(reference)).toBeUndefined();
  },
);
