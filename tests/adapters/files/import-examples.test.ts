import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startImport } from "../../support/start-import.ts";

let service: Awaited<ReturnType<typeof startImport>>;
beforeAll(async () => {
  service = await startImport();
});
afterAll(() => service.stop());

describe("the examples of docs/importacao.md", () => {
  it("can be imported as they stand there, one after the other", async () => {
    const guide = readFileSync("docs/importacao.md", "utf8");
    const files = [...guide.matchAll(/^```\n(.*?)^```/gms)].map(([, file = ""]) => file);
    expect(files).toHaveLength(8);
    for (const file of files) {
      const lines = file.trim().split("\n").length - 1;
      expect(await service.run(file)).toEqual({ code: 0, report: expect.stringContaining(`${lines} a criar`) });
    }
  });
});
