import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { secretFields } from "../../../src/core/privacy/secret-fields.ts";
import { createLogger } from "../../../src/logger.ts";
import { collect } from "../../support/collect.ts";

/** What a logger writes. */
function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const { stream, text } = collect();
  write(createLogger("trace", stream));
  return text();
}

describe("the log", () => {
  it("never shows a secret field, however deep it stands", () => {
    for (const field of secretFields)
      for (let depth = 0; depth < 8; depth++) {
        let entry: object = { [field]: "s3cret" };
        for (let level = 0; level < depth; level++) entry = { [`level${level}`]: entry };
        const line = logged((logger) => logger.info(entry, "a message"));
        expect([field, depth, line.includes("s3cret"), line.includes("[oculto]")]).toEqual([field, depth, false, true]);
      }
  });

  it("nor what a child of it was given", () => {
    for (const field of secretFields)
      expect(logged((logger) => logger.child({ [field]: "s3cret" }).info("a message"))).not.toContain("s3cret");
  });

  it("shows what is no secret, and the message", () => {
    const line = logged((logger) => logger.info({ boletoId: "b-1", event: { chatId: "7" } }, "a message"));
    expect(JSON.parse(line)).toMatchObject({ boletoId: "b-1", event: { chatId: "7" }, msg: "a message" });
  });

  it("hides them in lists too", () => {
    expect(logged((logger) => logger.info({ messages: [{ text: "s3cret" }] }))).not.toContain("s3cret");
  });

  it("says as little of a copy of an error, which is no Error", () => {
    const copy = { message: "s3cret", name: "s3cret", stack: "Error: s3cret\n    at x (/a/b.ts:1:2)", code: "57P01" };
    const line = logged((logger) => logger.error({ err: copy }, "queue error"));
    expect(line).not.toContain("s3cret");
    expect(JSON.parse(line).err).toEqual({ type: "unknown 57P01", stack: "    at x (/a/b.ts:1:2)" });
    expect(logged((logger) => logger.error({ err: "s3cret" }, "queue error"))).not.toContain("s3cret");
    expect(logged((logger) => logger.child({ err: new Error("s3cret") }).info("x"))).not.toContain("s3cret");
  });

  it("says of an error what kind it is and where it came from, never its words", () => {
    const error = Object.assign(new Error("s3cret"), { detail: "s3cret", code: "P2002" });
    for (const line of [
      logged((logger) => logger.error({ err: error }, "turn failed")),
      logged((logger) => logger.error({ err: error })),
      logged((logger) => logger.error(error)),
      logged((logger) => logger.child({ err: error }).error("turn failed")),
    ]) {
      expect(line).not.toContain("s3cret");
      expect(line).toContain("Error P2002");
      expect(line).toContain("logger.test.ts");
    }
  });

  it("goes to standard error", () => {
    const code = `const { createLogger } = await import("./src/logger.ts");
      createLogger("info").info({ phone: "s3cret", boletoId: "b-1" }, "a message");`;
    const { stderr, stdout, status } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", code],
      { encoding: "utf8" },
    );
    expect([status, stdout]).toEqual([0, ""]);
    expect(JSON.parse(stderr)).toMatchObject({ phone: "[oculto]", boletoId: "b-1", msg: "a message" });
  });
});
