import { describe, expect, it } from "vitest";
import { numbersMeant } from "../../../src/core/boleto/numbers-meant.ts";

describe("a nosso número as a bank writes it", () => {
  // Sicoob's own sample: number 0000244 with check digit 3, in the bar code 75692868200000405001434201006355000002443003.
  const sicoob = { agencia: "4342", beneficiario: "0063550", carteira: "1" };

  it.each([
    ["0000002443", ["0000244", "0002443"]],
    ["2443", ["0000244", "0002443"]],
    ["244", ["0000244"]],
    ["0000244", ["0000244"]],
    // The check digit is wrong: it can only be a number without one.
    ["2444", ["0002444"]],
  ])("at Sicoob, %s may mean %j", (written, meant) => {
    expect(numbersMeant("756", sicoob, written)).toEqual(meant);
  });

  it.each(["0000000042", "42", "12345670000000042", "00012345670000000042"])(
    "at Banco do Brasil, with its convênio or without: %s",
    (written) => {
      const account = { agencia: "1234", conta: "00056789", beneficiario: "1234567", carteira: "17" };
      expect(numbersMeant("001", account, written)).toEqual(["0000000042"]);
    },
  );

  it("at Inter includes the check digit", () => {
    const account = { agencia: "0001", beneficiario: "1234567", carteira: "112" };
    expect(numbersMeant("077", account, "00729051110")).toContain("00729051110");
  });

  it("that no width of the bank holds means nothing", () => {
    expect(numbersMeant("756", sicoob, "123456789012")).toEqual([]);
  });
});
