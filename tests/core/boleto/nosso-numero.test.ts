import { describe, expect, it } from "vitest";
import { banks } from "../../../src/core/banks.ts";
import { layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { buildBoleto } from "../../../src/core/boleto/boleto.ts";
import { composeNossoNumero, nextSequence } from "../../../src/core/boleto/compose-nosso-numero.ts";
import { parseBankAccount } from "../../../src/core/boleto/parse-bank-account.ts";
import { sequenceRange } from "../../../src/core/boleto/sequence-range.ts";
import { samples } from "./samples.ts";

const issued = isoDate("2026-11-24");

describe("a sequence number becomes a nosso número", () => {
  it.each([
    ["001", { beneficiario: "1234567" }, 42, "0000000042"],
    ["001", { beneficiario: "123456" }, 42, "00042"],
    ["001", { beneficiario: "1234" }, 42, "0000042"],
    ["033", {}, 42, "000000000042"],
    ["077", {}, 42, "0000000042"],
    ["104", {}, 42, "14000000000000042"],
    ["104", {}, 999_999_999_999_999n, "14999999999999999"],
    ["237", {}, 42, "00000000042"],
    ["341", {}, 42, "00000042"],
    ["748", {}, 200_042, "26200042"],
    ["756", {}, 42, "0000042"],
  ] as const)("%s %j %d: %s", (code, account, sequence, nossoNumero) => {
    expect(composeNossoNumero(code, account, sequence, issued)).toEqual({ ok: true, nossoNumero });
  });

  it("takes Sicredi's year from the day of issue", () => {
    expect(composeNossoNumero("748", {}, 200_001, isoDate("2027-01-01"))).toMatchObject({ nossoNumero: "27200001" });
    expect(sequenceRange("748", {}).yearly).toBe(true);
  });

  it.each([...layoutBankCodes])("from first to last at bank %s, each of which makes a boleto", (code) => {
    const { min, max } = sequenceRange(code, samples[code]);
    for (const sequence of [min, max]) {
      const composed = composeNossoNumero(code, samples[code], sequence, issued);
      if (!composed.ok) throw new Error(composed.error.message);
      expect(buildBoleto({ ...samples[code], nossoNumero: composed.nossoNumero }).ok).toBe(true);
    }
    for (const sequence of [min - 1, max + 1, -1, 0.5, BigInt(max) + 1n])
      expect(composeNossoNumero(code, samples[code], sequence, issued)).toMatchObject({
        ok: false,
        error: { field: "nossoNumero" },
      });
  });

  it("leaves out what Sicredi does not use", () => {
    expect(nextSequence("748", 299_999)).toBe(300_001);
    expect(nextSequence("748", 200_001)).toBe(200_002);
    expect(nextSequence("341", 299_999)).toBe(300_000);
    expect(composeNossoNumero("748", {}, 300_000, issued).ok).toBe(false);
  });
});

describe("an account has its bank's own fields and nothing else", () => {
  it.each([...layoutBankCodes])("at bank %s, parsed once or twice the same", (code) => {
    const own = banks[code].layout.fields.filter(({ scope }) => scope === "account").map(({ name }) => name);
    const given = Object.fromEntries(own.flatMap((name) => (samples[code][name] ? [[name, samples[code][name]]] : [])));
    const parsed = parseBankAccount(code, given);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    expect(parsed.account).toMatchObject(given);
    expect(parseBankAccount(code, parsed.account)).toEqual(parsed);
    expect(parseBankAccount(code, { ...given, cor: "azul" })).toMatchObject({ ok: false, errors: [{ field: "cor" }] });
  });

  it("names all faults at once", () => {
    const parsed = parseBankAccount("748", { agencia: "1", posto: "", nada: 1 });
    expect(!parsed.ok && parsed.errors.map(({ field }) => field).sort()).toEqual([
      "agencia",
      "beneficiario",
      "nada",
      "posto",
    ]);
    expect(parseBankAccount("748", "x")).toMatchObject({ ok: false, errors: [{ field: "conta" }] });
  });

  it("fills up and fills in", () => {
    expect(parseBankAccount("237", { agencia: "39", conta: "469", carteira: "09" })).toEqual({
      ok: true,
      account: { agencia: "0039", conta: "0000469", carteira: "09" },
    });
    expect(parseBankAccount("104", { beneficiario: "245274" })).toMatchObject({ account: { carteira: "RG" } });
  });

  it("asks Itaú's código do cliente with its special carteiras alone, and seu número with no account", () => {
    const account = { agencia: "1248", conta: "02124", carteira: "196" };
    expect(parseBankAccount("341", account)).toMatchObject({ errors: [{ field: "beneficiario" }] });
    expect(parseBankAccount("341", { ...account, beneficiario: "12345" }).ok).toBe(true);
  });

  it.each([...layoutBankCodes])("describes every field of bank %s for a form", (code) => {
    for (const { name, label, digits, values, default: preset } of banks[code].layout.fields) {
      expect(label, name).toMatch(/^\p{Lu}/u);
      expect(digits.length).toBeGreaterThan(0);
      for (const value of values ?? []) expect(digits).toContain(value.length);
      if (preset !== undefined) expect(digits).toContain(preset.length);
    }
  });
});
