import { describe, expect, it } from "vitest";
import { apiLimitProblems, type LimitedWallet } from "../../../src/core/register/api-limit-problems.ts";

const wallet: LimitedWallet = {
  ...{ bankCode: "077", registersBy: "api", beneficiaryDocument: "12345678000195" },
  ...{ cutOff: "20:00", windowSeconds: 1800, daysAfterDue: 60 },
};

describe("what a bank's API would refuse is refused when the bank wallet is saved", () => {
  it.each<[string, Partial<LimitedWallet>, string[]]>([
    ["nothing at the limits", { maxCents: 250 }, []],
    ["more than Inter's 60 days after due", { daysAfterDue: 61 }, ["daysAfterDue"]],
    ["61 days at Sicoob", { bankCode: "756", daysAfterDue: 61 }, []],
    ["61 days at Inter by file", { registersBy: "cnab240", daysAfterDue: 61 }, []],
    ["a request for today that Inter gets after 19:59", { windowSeconds: 0 }, ["cutOff"]],
    ["a cut-off of 20:29 with the window of 30 minutes", { cutOff: "20:29" }, []],
    ["a cut-off of 20:30 with the window of 30 minutes", { cutOff: "20:30" }, ["cutOff"]],
    ["amounts below Inter's minimum alone", { maxCents: 249 }, ["maxCents"]],
    [
      "a CNPJ with letters at Banco do Brasil",
      { bankCode: "001", beneficiaryDocument: "12ABC34501DE35" },
      ["beneficiaryDocument"],
    ],
    ["a CNPJ with letters at Sicoob", { bankCode: "756", beneficiaryDocument: "12ABC34501DE35" }, []],
  ])("%s", (_, more, fields) => {
    expect(apiLimitProblems({ ...wallet, ...more }).map(({ field }) => field)).toEqual(fields);
  });

  it("with a sentence that says what the bank does", () => {
    expect(apiLimitProblems({ ...wallet, daysAfterDue: 90 })).toEqual([
      { field: "daysAfterDue", message: "pela API o Inter aceita no máximo 60 dias depois do vencimento" },
    ]);
  });
});
