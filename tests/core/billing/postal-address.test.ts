import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePostalAddress } from "../../../src/core/billing/people/postal-address.ts";

describe("an address in one line", () => {
  it.each<[string, ReturnType<typeof parsePostalAddress>]>([
    [
      "Rua das Flores, 10, Centro, São Paulo - SP, 01310-100",
      { street: "Rua das Flores, 10", district: "Centro", city: "São Paulo", state: "SP", postalCode: "01310100" },
    ],
    [
      "R. XV de Novembro, 1200 - apto 41 - Vila Nova - Campinas/SP - CEP 13.010-000",
      {
        street: "R. XV de Novembro, 1200, apto 41",
        district: "Vila Nova",
        city: "Campinas",
        state: "SP",
        postalCode: "13010000",
      },
    ],
    [
      "CEP: 28909000 Estrada do Sol, km 3, Búzios RJ",
      { street: "Estrada do Sol, km 3", city: "Búzios", state: "RJ", postalCode: "28909000" },
    ],
    ["Rua Um, 1", { street: "Rua Um, 1" }],
    ["Rua Um, 1, Centro", { street: "Rua Um, 1", district: "Centro" }],
    ["Rua Dois, s/n, Embu-Guaçu - SP", { street: "Rua Dois, s/n", city: "Embu-Guaçu", state: "SP" }],
    [
      "Avenida Paulista, 1000, Bela Vista, São Paulo - XX",
      { street: "Avenida Paulista, 1000", district: "Bela Vista" },
    ],
    ["", { street: "" }],
  ])("%s", (text, address) => {
    expect(parsePostalAddress(text)).toEqual(address);
  });

  it("of any text never throws, and finds only codes and states that are some", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { postalCode = "00000000", state = "SP" } = parsePostalAddress(text);
        expect([postalCode, state]).toEqual([expect.stringMatching(/^\d{8}$/), expect.stringMatching(/^[A-Z]{2}$/)]);
      }),
    );
  });
});
