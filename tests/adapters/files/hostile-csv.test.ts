import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mostLines } from "../../../src/csv/csv-limits.ts";
import { importCsv } from "../../../src/csv/import-csv.ts";
import { createRegister } from "../../../src/storage/register/create-register.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite({ works: false });
});
afterAll(() => site?.stop());

const bring = (text: string) =>
  importCsv({
    bytes: Buffer.from(text),
    apply: false,
    register: createRegister(site.app.prisma, async () => {}),
    now: new Date(),
  });

describe("a file with more than the service reads is refused before it is parsed", () => {
  const header = "id;nome;documento";
  it.each([
    ["1,200,000 lines of one sign", `id\n${"1\n".repeat(1_200_000)}`, "passa de 100000 linhas"],
    ["as many empty ones", `${header}${"\r\n".repeat(1_200_000)}`, "passa de 100000 linhas"],
    ["as many of an old Macintosh", `${header}${"\r".repeat(1_200_000)}`, "passa de 100000 linhas"],
    ["20 MB of separators in the header", ";".repeat(20 * 2 ** 20), "passa de 100 colunas"],
    ["20 MB of commas in the header", ",".repeat(20 * 2 ** 20), "passa de 100 colunas"],
  ])("%s", async (_, text, words) => {
    const begun = performance.now();
    await expect(bring(text)).rejects.toThrow(words);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it("a command may read ten times as many, in a process of its own", () => {
    expect(mostLines.command).toBe(10 * mostLines.service);
  });

  it("in the panel it is said on the page", async () => {
    const client = await loggedIn(site.url, "administrador");
    const form = new FormData();
    form.append("csrf", await client.csrf("/importar"));
    form.append("file", new Blob([`id\n${"1\n".repeat(100_001)}`]), "a.csv");
    const headers = { cookie: client.cookie(), connection: "close" };
    const response = await fetch(`${site.url}/painel/importar`, { method: "POST", headers, body: form });
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining("Divida-o")]);
  });
});

it("a large file, of which every line is wrong, leaves others their turn", async () => {
  const lines = Array.from({ length: 60_000 }, (_, line) => `${line};Ana;1;;;;;`);
  let longest = 0;
  let over = false;
  const watch = async () => {
    for (let last = performance.now(); !over; last = performance.now()) {
      await setImmediate();
      longest = Math.max(longest, performance.now() - last);
    }
  };
  const watching = watch();
  const { refused } = await bring(
    ["id;nome;documento;telefones;email;endereco;bairro;cidade", ...lines].join("\n"),
  ).finally(() => {
    over = true;
  });
  await watching;
  expect([refused, longest < 500]).toEqual([60_000, true]);
});
