import { expect, it } from "vitest";
import { parseJson } from "../../src/core/parse-json.ts";

it("JSON from outside is read with nothing in its texts that cannot be stored, and otherwise as it is", () => {
  expect(parseJson('{"a":"x\\u0000\\u202ey","b":[1,{"c":"\\ud800"}],"d":"\\u00e9\\n"}')).toEqual({
    a: "xy",
    b: [1, { c: "\ufffd" }],
    d: "é\n",
  });
  expect(parseJson('{\r\n\t"a": "é\u202e\u200b👨‍👩‍👧", "b": null\n}')).toEqual({ a: "é👨‍👩‍👧", b: null });
  expect(parseJson("{")).toBeUndefined();
});

it("JSON nested as deep as its sender likes does not end the process", () => {
  for (const inside of ["", '"\\u0000"']) expect(() => parseJson(`${"[".repeat(500_000)}${inside}`)).not.toThrow();
  expect(() => parseJson(`${"[".repeat(400_000)}"\\u0000"${"]".repeat(400_000)}`)).not.toThrow();
});
