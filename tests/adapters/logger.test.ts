import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { secretFields } from "../../src/logger.ts";

/** What the process's own logger writes for these fields. */
function logged(...entries: object[]): string {
  const code = `const { createLogger } = await import("./src/logger.ts");
    const logger = createLogger("info");
    for (const entry of ${JSON.stringify(entries)}) logger.info(entry, "a message");`;
  const { stderr, status } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", code], {
    encoding: "utf8",
  });
  expect(status).toBe(0);
  return stderr;
}

describe("the log", () => {
  it("never shows a secret field, at the top or up to four levels down", () => {
    const secret = (depth: number) => (field: string) => ({ field, value: `s3cret-${field}-${depth}` });
    const entries = [0, 1, 2, 3, 4].flatMap((depth) =>
      secretFields.map(secret(depth)).map(({ field, value }) => {
        let entry: object = { [field]: value };
        for (let level = 0; level < depth; level++) entry = { [`level${level}`]: entry };
        return entry;
      }),
    );
    const text = logged(...entries);
    expect(text.trim().split("\n")).toHaveLength(entries.length);
    expect(text.match(/s3cret-[\w-]+/g) ?? []).toEqual([]);
    expect(text.match(/\[oculto\]/g)).toHaveLength(entries.length);
  });

  it("shows what is no secret, and the message", () => {
    const [line] = logged({ boletoId: "b-1", event: { chatId: "7" } }).split("\n");
    expect(JSON.parse(line ?? "")).toMatchObject({ boletoId: "b-1", event: { chatId: "7" }, msg: "a message" });
  });

  it("hides them in lists too", () => {
    expect(logged({ messages: [{ text: "s3cret" }] })).not.toContain("s3cret");
  });
});
