import { describe, expect, it } from "vitest";
import { isPlainLine, plainLine, plainLines } from "../../src/core/refused-characters.ts";
import { fields } from "../../src/core/register/fields.ts";

/** One of each kind: NUL, escape, C1, half a surrogate pair, mark, override and isolate of direction, invisible. */
const refused = ["\0", "\x1b", "\x85", "\ud800", "\u200e", "\u202e", "\u2066", "\u061c", "\u200b", "\u2060", "\ufeff"];

describe("characters that no door takes", () => {
  it.each(refused.map((mark) => [JSON.stringify(mark), mark]))("%s", (_, mark) => {
    expect(isPlainLine(`Ana${mark}Souza`)).toBe(false);
    expect(plainLine(`Ana${mark}Souza`)).toBe(mark === "\ud800" ? "Ana\ufffdSouza" : "AnaSouza");
    expect(fields.text(100).safeParse(`Ana${mark}Souza`).success).toBe(false);
  });

  it("are no letters, accents or pictures that people write", () => {
    for (const name of ["João D’Ávila", "Zenóbia & Cia. – São Paulo", "👨‍👩‍👧 família", "محمد", "ﷺ", "A\u0301lvaro"])
      expect([name, isPlainLine(name), plainLine(name)]).toEqual([name, true, name]);
  });

  it("are line breaks and tabs only where one line is expected", () => {
    expect(isPlainLine("a\nb")).toBe(false);
    expect(plainLine("a\tb\r\n")).toBe("ab");
    expect(plainLines("a\tb\r\nc\0\u202ed")).toBe("a\tb\r\ncd");
  });
});
