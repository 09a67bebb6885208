import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";

const mostWithoutReadme = 10;

/** Folders below `root` that hold more than `most` files, or more than ten in a folder of `src` without a README. */
function tooWide(root: string, most: number, readmes = false): string[] {
  const all = readdirSync(root, { recursive: true, withFileTypes: true });
  const folders = [root, ...all.filter((one) => one.isDirectory()).map((one) => path.join(one.parentPath, one.name))];
  return folders
    .filter((folder) => !folder.includes("generated"))
    .flatMap((folder) => {
      const files = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile());
      const count = files.filter(({ name }) => name !== "README.md").length;
      if (count > most) return [`${folder} has ${count} files`];
      return readmes && count > mostWithoutReadme && !existsSync(path.join(folder, "README.md"))
        ? [`${folder} has ${count} files and no README`]
        : [];
    });
}

it("a folder of src has at most 25 files, and says what belongs there if it has more than ten", () => {
  expect(tooWide("src", 25, true)).toEqual([]);
});

it("a folder of tests has at most 40 files", () => {
  expect(tooWide("tests", 40)).toEqual([]);
});

it("a folder that is too wide, or has no README, is named", () => {
  const root = mkdtempSync(path.join(os.tmpdir(), "faturabot-width-"));
  const fill = (name: string, count: number) => {
    mkdirSync(path.join(root, name));
    for (let n = 0; n < count; n++) writeFileSync(path.join(root, name, `${n}.ts`), "");
  };
  fill("wide", 26);
  fill("mute", 11);
  fill("fine", 10);
  expect(tooWide(root, 25, true).sort()).toEqual([
    `${path.join(root, "mute")} has 11 files and no README`,
    `${path.join(root, "wide")} has 26 files`,
  ]);
  rmSync(root, { recursive: true });
});
