import { describe, expect, it } from "vitest";
import { AppError } from "../../../src/core/app-error.ts";
import { shownError } from "../../../src/core/privacy/error-name.ts";
import {
  hiderOf,
  isSecretField,
  refuseSecrets,
  secretFields,
  withoutSecrets,
} from "../../../src/core/privacy/secret-fields.ts";

describe("the list of secret fields", () => {
  it("knows each field however it is written", () => {
    for (const field of secretFields) {
      const snake = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      for (const written of [field, field.toUpperCase(), snake, snake.replaceAll("_", "-")])
        expect([written, isSecretField(written)]).toEqual([written, true]);
    }
    for (const open of ["boletoId", "chatId", "status", "bankCode", "codeId", "reason"])
      expect(isSecretField(open)).toBe(false);
  });

  it("leaves nothing of a secret field, wherever it stands, and everything else", () => {
    for (const field of secretFields) {
      const shown = withoutSecrets({ id: 1, list: [{ deep: { deeper: { [field]: { any: "s3cret" } } } }] });
      expect([field, JSON.stringify(shown)]).toEqual([
        field,
        `{"id":1,"list":[{"deep":{"deeper":{"${field}":"[oculto]"}}}]}`,
      ]);
    }
  });

  it("comes to an end in a circle, and shows no bytes", () => {
    const circle: Record<string, unknown> = { bytes: Buffer.from("s3cret"), at: new Date(0) };
    circle.self = circle;
    expect(JSON.stringify(withoutSecrets(circle))).toBe(
      '{"bytes":"[6 bytes]","at":"1970-01-01T00:00:00.000Z","self":"[…]"}',
    );
  });

  it("is refused where nothing of it may be kept, the field named", () => {
    for (const field of secretFields)
      expect(() => refuseSecrets("The job x", { of: [{ [field]: "s3cret" }] })).toThrow(
        `The job x must not carry the field "${field}"`,
      );
    expect(() => refuseSecrets("The job x", { boletoId: "b", attempt: 1 })).not.toThrow();
  });

  it("takes what was given out of the words about it", () => {
    const given = { name: "Zenóbia Quixadá", phones: ["5511900000001"], status: "open", nested: { cpf: 52998224725 } };
    expect(hiderOf(given)("Zenóbia Quixadá, 5511900000001 e 52998224725 não combinam com open")).toBe(
      "[oculto], [oculto] e [oculto] não combinam com open",
    );
  });
});

describe("a document that its sender made large", () => {
  const nested = (levels: number) => {
    let value: unknown = { cpf: "52998224725" };
    for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { inner: value };
    return value;
  };

  it("is searched at any depth, without a recursion", () => {
    expect(hiderOf(nested(200_000))("é de 52998224725")).toBe("é de [oculto]");
    expect(() => refuseSecrets("The job x", nested(200_000))).toThrow('"cpf"');
    expect(JSON.stringify(withoutSecrets(nested(200_000)))).not.toContain("52998224725");
  });

  it("is searched once for all messages, and its bytes not at all", () => {
    const given = { bytes: Buffer.alloc(50_000_000, "7"), keys: Object.fromEntries(Array(50_000).fill(0).entries()) };
    const begun = performance.now();
    const hide = hiderOf({ ...given, cpf: "52998224725" });
    for (let message = 0; message < 10_000; message++) hide("campo desconhecido");
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it("with more secret values than can be told apart hides each message", () => {
    const phones = Array.from({ length: 1001 }, (_, index) => `5511${900_000_000 + index}`);
    expect(hiderOf({ phones })("5511900000777 não vale")).toBe("[oculto]");
  });
});

describe("an error", () => {
  const secret = "Zenóbia 52998224725";

  it("is shown by its kind and where it came from, without its words, its fields or those of its cause", () => {
    const cause = Object.assign(new SyntaxError(`Unexpected token, "${secret}"\n    at ${secret}`), { detail: secret });
    const error = new AggregateError([cause], secret, { cause });
    const shown = shownError(Object.assign(error, { code: "P2002", meta: { target: secret } }));
    expect(JSON.stringify(shown)).not.toContain("Zenóbia");
    expect(shown).toMatchObject({ type: "AggregateError P2002", cause: { type: "SyntaxError" } });
    expect(shown.stack).toContain("secret-fields.test.ts");
  });

  it("of our own keeps its words, which name nobody", () => {
    expect(shownError(new AppError("sms-failed", "O serviço não aceitou."))).toMatchObject({
      type: "AppError sms-failed",
      message: "O serviço não aceitou.",
    });
  });

  it("that is none is shown as unknown", () => {
    expect(shownError(secret)).toEqual({ type: "unknown", stack: "" });
  });
});
