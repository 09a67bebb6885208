import { describe, expect, it } from "vitest";
import { formatTaxId, maskTaxId, parseTaxId } from "../../../src/core/billing/tax-id.ts";

describe("a tax id", () => {
  it.each([
    ["529.982.247-25", "52998224725"],
    ["12.345.678/0001-95", "12345678000195"],
    ["12abc34501de35", "12ABC34501DE35"],
    ["529.982.247-24", undefined],
    ["111.111.111-11", undefined],
    ["12345678000196", undefined],
    ["", undefined],
  ])("%s is %s", (text, value) => expect(parseTaxId(text)?.value).toBe(value));

  it("is written as people know it, and masked where it is not needed", () => {
    expect(formatTaxId({ kind: "cnpj", value: "12ABC34501DE35" })).toBe("12.ABC.345/01DE-35");
    expect(maskTaxId({ kind: "cpf", value: "52998224725" })).toBe("***.982.247-**");
  });
});
