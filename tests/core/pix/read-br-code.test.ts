import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pixOfBoleto } from "../../../src/core/pix/pix-of-boleto.ts";
import { crc16, readBrCode } from "../../../src/core/pix/read-br-code.ts";

// Vectors 1 to 4 of facts/pix.md: BCB's manual, and the examples of bacen/pix-api.
const fixed =
  "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D";
const recurrence =
  "00020126180014br.gov.bcb.pix5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/2353c790eefb11eaadc10242ac120002630462C9";
const cob =
  "00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/8b3da2f39a4140d1a91abd93113bd4415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/94ed2badcbc04c15b0bb7fa35319489063047741";
const cobv =
  "00020101021226810014br.gov.bcb.pix2559pix.example.com/qr/v2/cobv/1e6c54d3ec9449b7a7fc53b6b0f998e75204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/3ffa640fa4f14080adccb949fa2dc0d06304A441";

/** A code with its CRC made right again. */
const summed = (body: string) => `${body}${crc16(body)}`;
const without = (code: string) => code.slice(0, -4);

describe("a copia-e-cola", () => {
  it("is summed as the standard's own check says", () => {
    expect(crc16("123456789")).toBe("29B1");
  });

  it.each([
    ["static", fixed],
    ["recurrence", recurrence],
    ["dynamic", cob],
    ["dynamic", cobv],
  ])("is read: %s", (kind, code) => {
    expect(readBrCode(code)).toMatchObject({ ok: true, code: { kind, name: "Fulano de Tal", city: "BRASILIA" } });
  });

  it("names the address of its charge", () => {
    const url = "pix.example.com/qr/v2/cobv/1e6c54d3ec9449b7a7fc53b6b0f998e7";
    expect(readBrCode(cobv)).toMatchObject({ ok: true, code: { url } });
  });

  it.each([
    // Vector 5: codes on the web end in 63041D3D, copied from the manual's example.
    ["the sum of another code", `${cobv.slice(0, -4)}1D3D`],
    ["a small letter in the sum", `${without(fixed)}1d3d`],
    ["a cut end", cobv.slice(0, -9)],
    ["a length that does not add up", summed(without(cobv).replace("2681", "2699"))],
    ["no beginning", summed(without(cobv).slice(6))],
    ["a field twice", summed(without(cobv).replace("5802BR", "5802BR5802BR"))],
    ["another currency", summed(without(cobv).replace("5303986", "5303840"))],
    ["no name", summed(without(cobv).replace("5913Fulano de Tal", ""))],
    ["another arrangement", summed(without(cobv).replaceAll("br.gov.bcb.pix", "br.gov.bcb.pax"))],
    ["a text", "pague para mim"],
    ["nothing", ""],
    ["far too much", `${cobv}${"0".repeat(600)}`],
  ])("is refused with %s", (_, code) => {
    expect(readBrCode(code)).toMatchObject({ ok: false, error: { field: "pix" } });
  });

  it("is refused whichever single character is wrong", () => {
    fc.assert(
      fc.property(fc.nat(cobv.length - 1), fc.constantFrom(..."0123456789ABZaz.*"), (at, letter) => {
        fc.pre(cobv[at] !== letter);
        expect(readBrCode(cobv.slice(0, at) + letter + cobv.slice(at + 1)).ok).toBe(false);
      }),
    );
  });
});

describe("the PIX of a boleto", () => {
  it("is what the bank gave, every character", () => {
    expect(pixOfBoleto(cobv)).toEqual({ kind: "pix", copiaECola: cobv });
  });

  it.each([
    ["blanks around it", `  ${cobv} `],
    ["a line break behind it", `${cobv}\r\n`],
    ["marks of direction around it", `\u202A${cobv}\u202C`],
    ["a byte order mark", `\uFEFF${cobv}`],
    ["lines of 76", cobv.replace(/.{76}/g, "$&\r\n")],
    ["lines that are indented", cobv.replace(/.{40}/g, "$&\n    ")],
    ["a line break beside a blank of the name", cobv.replace("Fulano de", "Fulano \nde")],
    ["a line break before a blank of the name", cobv.replace("Fulano de", "Fulano\n de")],
  ])("is read with %s", (_, code) => {
    expect(pixOfBoleto(code)).toEqual({ kind: "pix", copiaECola: cobv });
  });

  it("is none where the bank gave none", () => {
    expect(pixOfBoleto(undefined)).toEqual({ kind: "none" });
    expect(pixOfBoleto("")).toEqual({ kind: "none" });
    expect(pixOfBoleto(" \n")).toEqual({ kind: "none" });
  });

  it.each([
    ["a key instead of a charge", fixed],
    ["a recurrence alone", recurrence],
    ["a code with a blank too many", cobv.replace("Fulano de", "Fulano  de")],
    ["a wrong sum", `${without(cobv)}35A3`],
  ])("is refused where it is %s", (_, code) => {
    expect(pixOfBoleto(code)).toMatchObject({ kind: "refused" });
  });
});
