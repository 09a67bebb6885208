import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPhone, normalisePhone, phoneVariants } from "../../../src/core/identity/phone.ts";

describe("every way of writing a Brazilian phone comes to one form", () => {
  it.each([
    [
      "5511900000001",
      [
        "5511900000001",
        "+55 11 90000-0001",
        "(11) 90000-0001",
        "11900000001",
        "011 90000-0001",
        "0055 11 90000 0001",
        "+55 (0)11 90000-0001",
        "11 9 0000 0001",
        "tel:+5511900000001",
        // As a phone copies it from its contacts, and as word processors write it.
        "\u202A+55 11 90000\u20110001\u202C",
        "\u2066(11)\u00A090000\u20130001\u2069",
        "\uFEFF11\u200B 90000\u00AD-0001",
        // woocommerce/woocommerce#58000, contao/core#8434, medic/cht-core#7654.
        "+55\uFE0D-11-90000-0001",
        "\u200E11900000001",
        "11 9\u200C0000\u200D-0001",
        "１１ ９００００－０００１",
      ],
    ],
    [
      "5511987654321",
      [
        "551187654321",
        "1187654321",
        "(11) 8765-4321",
        "01187654321",
        "+55 11 8765 4321",
        "+55 (0)11 8765-4321",
        "0 15 11 98765-4321",
        "0151187654321",
        "551187654321@s.whatsapp.net",
        "5511987654321:12@s.whatsapp.net",
        "5511987654321@c.us",
        "whatsapp:+551187654321",
      ],
    ],
    [
      "551133334444",
      ["551133334444", "(11) 3333-4444", "1133334444", "0 21 11 3333-4444", "011 3333.4444", "+55 11 3333 4444"],
    ],
    // Area code 55, Santa Maria, looks like the country.
    ["5555999990001", ["55999990001", "5599990001", "5555999990001", "555599990001", "055 99999-0001"]],
    ["555532221234", ["5532221234", "555532221234"]],
  ] as const)("%s", (expected, texts) => {
    expect(texts.map((text) => [text, normalisePhone(text)])).toEqual(texts.map((text) => [text, expected]));
  });

  it("takes all nine phones of the demo", () => {
    for (let last = 1; last <= 9; last++) expect(normalisePhone(`551190000000${last}`)).toBe(`551190000000${last}`);
  });

  it.each([
    ["another country", "+1 212 555 1234"],
    ["another country that looks like area code 54", "+54 9 11 1234-5678"],
    ["a WhatsApp id of another country", "12125551234@s.whatsapp.net"],
    ["a WhatsApp id is never national", "11900000001@s.whatsapp.net"],
    ["a plus is never national", "+5532221234"],
    ["a group", "120363000000000000@g.us"],
    ["a hidden WhatsApp id", "5511900000001@lid"],
    ["an area code that does not exist", "5510900000001"],
    ["no area code", "90000-0001"],
    ["a mobile that begins with 1", "5511112345678"],
    ["a toll-free number", "0800 722 0123"],
    ["an emergency number", "190"],
    ["too long", "55119000000011"],
    ["letters", "11 9oooo-ooo1"],
    ["a word", "oi"],
    ["nothing", ""],
  ])("refuses %s: %s", (_, text) => {
    expect(normalisePhone(text)).toBeUndefined();
  });
});

const areas = [
  11, 12, 19, 21, 24, 27, 28, 31, 38, 41, 47, 48, 51, 55, 61, 62, 65, 67, 68, 71, 79, 81, 85, 89, 91, 92, 96, 99,
];
const mobile = fc
  .tuple(fc.constantFrom(...areas), fc.integer({ min: 60_000_000, max: 99_999_999 }))
  .map(([area, number]) => `55${area}9${number}`);

describe("laws that hold for every mobile", () => {
  it("what is normal stays as it is, with or without country, and each of its variants comes back to it", () => {
    fc.assert(
      fc.property(mobile, (phone) => {
        expect(normalisePhone(phone)).toBe(phone);
        expect(normalisePhone(phone.slice(2))).toBe(phone);
        for (const variant of phoneVariants(phone)) expect(normalisePhone(variant)).toBe(phone);
      }),
    );
  });
});

describe("variants and masks", () => {
  it("a mobile is also known without its ninth digit, a landline is not", () => {
    expect(phoneVariants("5511987654321")).toEqual(["5511987654321", "551187654321"]);
    expect(phoneVariants("551133334444")).toEqual(["551133334444"]);
  });

  it("shows the area and the last four digits", () => {
    expect(maskPhone("5511900000001")).toBe("(11) *****-0001");
    expect(maskPhone("551133334444")).toBe("(11) ****-4444");
  });
});
