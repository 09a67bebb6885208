import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-rules-"));
  for (const file of ["src", ".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(file, path.join(folder, file), { recursive: true });
  symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cruise = () => {
  const args = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", "src"];
  const { stdout } = spawnSync(path.resolve("node_modules/.bin/depcruise"), args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const { summary } = JSON.parse(stdout) as {
    summary: { totalCruised: number; violations: { from: string; rule: { name: string } }[] };
  };
  return summary;
};
const faults: [string, string, string][] = [
  [
    "src/core/billing/a.ts",
    'import { joinServer } from "../../storage/embedded/join-server.ts";\nexport const a = joinServer;',
    "core-inside",
  ],
  [
    "src/core/billing/b.ts",
    'import type { Database } from "../../storage/open-database.ts";\nexport type B = Database;',
    "core-inside",
  ],
  ["src/core/billing/c.ts", 'export const c = () => import("../../storage/open-database.ts");', "core-inside"],
  ["src/core/billing/d.ts", 'import fs from "node:fs";\nexport const d = fs;', "core-no-node"],
  ["src/core/billing/e.ts", 'import { pino } from "pino";\nexport const e = pino;', "core-types-pure"],
  [
    "src/core/billing/f.ts",
    'import { advance } from "../conversation/advance.ts";\nexport const f = advance;',
    "billing-below",
  ],
  [
    "src/core/conversation/g.ts",
    'import { runTurn } from "../use-cases/turn/run-turn.ts";\nexport const g = runTurn;',
    "use-cases-on-top",
  ],
  [
    "src/bots/web/h.ts",
    'import { takeIn } from "../../storage/inbox-store.ts";\nexport const h = takeIn;',
    "bots-and-banks-own-only",
  ],
  [
    "src/bots/web/i.ts",
    'import { createConsoleSender } from "../console/console-sender.ts";\nexport const i = createConsoleSender;',
    "bots-and-banks-own-only",
  ],
  ["src/jobs/j.ts", 'import { readConfig } from "../config.ts";\nexport const j = readConfig;', "config-types-only"],
];

describe("the folder rules", () => {
  it("see the real tree, and find nothing wrong with it", () => {
    const { totalCruised, violations } = cruise();
    expect(totalCruised).toBeGreaterThan(100);
    expect(violations).toEqual([]);
  });

  it("catch every planted fault", () => {
    for (const [file, text] of faults) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const { violations } = cruise();
    for (const [file, , rule] of faults)
      expect(violations, `${file}: ${rule}`).toContainEqual(
        expect.objectContaining({ from: file, rule: expect.objectContaining({ name: rule }) }),
      );
  });
});
