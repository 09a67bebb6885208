import { describe, expect, it } from "vitest";
import { buildBoleto } from "../../../src/core/boleto/boleto.ts";
import { readLinhaDigitavel } from "../../../src/core/boleto/linha-digitavel.ts";
import vectors from "./vectors.json" with { type: "json" };

describe("boletos are those that other implementations make", () => {
  it.each(vectors)("$id ($source)", ({ input, expected }) => {
    expect(buildBoleto(input)).toMatchObject({ ok: true, boleto: expected });
    expect(readLinhaDigitavel(expected.linhaDigitavel)).toEqual({ ok: true, codigoBarras: expected.codigoBarras });
  });

  it("are 117, of all eight banks", () => {
    expect(vectors).toHaveLength(117);
    expect(new Set(vectors.map(({ input }) => input.banco)).size).toBe(8);
  });
});
