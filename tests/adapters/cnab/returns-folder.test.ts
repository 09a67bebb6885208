import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { returnsFolderReader } from "../../../src/banks/cnab240/read-returns-folder.ts";
import { readReturn } from "../../../src/core/cnab240/read-return.ts";
import { reportOnly } from "../../../src/core/cnab240/return-report.ts";
import { decodeFile } from "../../../src/core/cnab240/split-lines.ts";
import { writeReturn } from "../../standins/banks/cnab/write-return.ts";

let dir: string;
let applied: string[];
let broken: string | undefined;
beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(os.tmpdir(), "faturabot-returns-")), "retornos");
  applied = [];
  broken = undefined;
});
afterEach(() => rmSync(path.dirname(dir), { recursive: true }));

const reader = () =>
  returnsFolderReader(dir, async ({ name, bytes }) => {
    if (name === broken) throw new Error("database away");
    applied.push(name);
    return reportOnly(readReturn(decodeFile(bytes)));
  });
const good = writeReturn("756", [{ movement: "02", nossoNumero: "0000281" }]);
const put = (name: string, content: Uint8Array | string) => writeFileSync(path.join(dir, name), content);
const list = (folder: string) => (existsSync(path.join(dir, folder)) ? readdirSync(path.join(dir, folder)).sort() : []);

it("takes a file once it rests, and moves it to done, or to refused with what is wrong beside it", async () => {
  const readFolder = reader();
  await readFolder();
  put("good.ret", good);
  put("bad.ret", good.subarray(0, 500));
  await readFolder();
  expect(applied).toEqual([]);
  await readFolder();
  expect(applied).toEqual(["bad.ret", "good.ret"]);
  expect([list("done"), list("refused")]).toEqual([["good.ret"], ["bad.ret", "bad.ret.txt"]]);
  expect(readFileSync(path.join(dir, "refused", "bad.ret.txt"), "utf8")).toContain(
    "linha 3: falta o segmento U deste título",
  );
  await readFolder();
  expect(applied).toHaveLength(2);
});

it("says beside a file that was applied what was left out of it", async () => {
  const readFolder = reader();
  await readFolder();
  put("odd.ret", writeReturn("756", [{ movement: "06", nossoNumero: "0000281", occurred: "2026-12-01" }]));
  await readFolder();
  await readFolder();
  expect(list("done")).toEqual(["odd.ret", "odd.ret.txt"]);
  expect(readFileSync(path.join(dir, "done", "odd.ret.txt"), "utf8")).toBe(
    "linha 4: liquidação sem valor pago (título que não é nosso)\n",
  );
});

it("leaves alone what is still being written, hidden, or under a name that says so", async () => {
  const readFolder = reader();
  await readFolder();
  put("slow.ret", good.subarray(0, 300));
  put(".hidden", good);
  put("b.ret.filepart", good);
  put("c.tmp", good);
  await readFolder();
  appendFileSync(path.join(dir, "slow.ret"), good.subarray(300));
  await readFolder();
  expect(applied).toEqual([]);
  await readFolder();
  expect([applied, list("done")]).toEqual([["slow.ret"], ["slow.ret"]]);
});

it("a name that comes again is another file, and writes over none", async () => {
  const readFolder = reader();
  await readFolder();
  for (const day of ["", "2-", "3-"]) {
    put("r.ret", good);
    await readFolder();
    await readFolder();
    expect(list("done")).toContain(`${day}r.ret`);
  }
});

it("where something breaks the file stays and is tried again, and the others go on", async () => {
  const readFolder = reader();
  await readFolder();
  put("a.ret", good);
  put("b.ret", good);
  broken = "a.ret";
  await readFolder();
  await expect(readFolder()).rejects.toThrow("database away");
  expect([applied, list("done")]).toEqual([["b.ret"], ["b.ret"]]);
  broken = undefined;
  await readFolder();
  expect(list("done")).toEqual(["a.ret", "b.ret"]);
});

it("marks a file as begun before it reads it, and sets one aside with which three processes ended", async () => {
  await reader()();
  put("good.ret", good);
  const marks = () => readdirSync(dir).filter((name) => name.startsWith(".begun"));
  for (let process = 1; process <= 3; process++) {
    let begun: string[] = [];
    // A process that ends while it reads: what comes after its `apply` never runs.
    const ends = returnsFolderReader(dir, () => {
      begun = marks();
      return new Promise(() => {});
    });
    await ends();
    void ends();
    await expect.poll(() => begun).toEqual([".begun-good.ret"]);
  }
  const next = reader();
  await next();
  await next();
  expect([applied, list("refused"), marks()]).toEqual([[], ["good.ret", "good.ret.txt"], []]);
  expect(readFileSync(path.join(dir, "refused", "good.ret.txt"), "utf8")).toContain("o serviço parou 3 vezes");
});

it("does not even read a file of more than 20 MB", async () => {
  await reader()();
  put("huge.ret", Buffer.alloc(21 * 2 ** 20, "1"));
  const readFolder = reader();
  await readFolder();
  await readFolder();
  expect([applied, list("refused")]).toEqual([[], ["huge.ret", "huge.ret.txt"]]);
  expect(readFileSync(path.join(dir, "refused", "huge.ret.txt"), "utf8")).toBe("linha 1: o arquivo passa de 20 MB\n");
});
