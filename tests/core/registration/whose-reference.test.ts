import { describe, expect, it } from "vitest";
import { shortReference, tinyReference } from "../../../src/core/registration/short-reference.ts";
import { whoseReference } from "../../../src/core/registration/whose-reference.ts";

const id = "c0ffee00-1234-4abc-8def-0123456789ab";

describe("the reference that a bank gives for a title", () => {
  it.each([shortReference(id), tinyReference(id), id, ` ${shortReference(id).toLowerCase()} `])(
    "is this boleto's: %s",
    (reference) => {
      expect(whoseReference(reference, id)).toBe("ours");
    },
  );

  it.each(["00-03", "PEDIDO 12", shortReference("c0ffee00-1234-4abd-8def-0123456789ab")])(
    "is another's: %s",
    (reference) => {
      expect(whoseReference(reference, id)).toBe("foreign");
    },
  );

  it.each([undefined, null, "", "  ", "000000"])("is not told, which says nothing either way: %s", (reference) => {
    expect(whoseReference(reference, id)).toBe("not-told");
  });
});
