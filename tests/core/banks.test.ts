import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { banks } from "../../src/core/banks.ts";
import { waysOf } from "../../src/core/billing/bank-apis.ts";
import { cnabSettings, parseCnabSettings } from "../../src/core/cnab240/parse-cnab-settings.ts";
import { readReturn } from "../../src/core/cnab240/read-return.ts";

it("each row is about the bank of its code", () => {
  for (const [code, { layout, cnab240 }] of Object.entries(banks)) {
    expect(layout.code).toBe(code);
    expect(cnab240?.code ?? code).toBe(code);
  }
});

it("no two banks go by the same name or spelling", () => {
  const names = Object.values(banks).map(({ name }) => name);
  const spellings = Object.values(banks).flatMap(({ spellings }) => spellings);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(spellings).size).toBe(spellings.length);
});

describe("a bank whose file layout nobody knows", () => {
  const bradesco: { cnab240?: unknown } = banks["237"];
  const { cnab240 } = bradesco;
  beforeEach(() => {
    delete bradesco.cnab240;
  });
  afterEach(() => {
    bradesco.cnab240 = cnab240;
  });

  it("registers by no file, and has nothing to be set for one", () => {
    expect(waysOf("237", { sandbox: true })).toEqual(["sandbox"]);
    expect(waysOf("341", { sandbox: false })).toEqual(["cnab240"]);
    expect(cnabSettings("237")).toEqual([]);
    expect(parseCnabSettings("237", {}, {})).toEqual({
      ok: false,
      errors: [{ field: "registersBy", message: "Este banco não registra por arquivo." }],
    });
  });

  it("whose files no source confirms registers by file only where it does already", () => {
    expect(waysOf("077", { sandbox: false })).toEqual(["api"]);
    expect(waysOf("077", { sandbox: false, keeps: "cnab240" })).toEqual(["api", "cnab240"]);
  });

  it("has no return file read", () => {
    const header = `237${"0".repeat(139)}2`.padEnd(240, "0");
    expect(readReturn(header).problems).toEqual([
      { line: 1, message: "o banco 237 não é um destes: 001, 033, 077, 104, 341, 748, 756" },
    ]);
  });
});
