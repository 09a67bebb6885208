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
    'import { joinServer } from "../../database/embedded/join-server.ts";\nexport const a = joinServer;',
    "core-inside",
  ],
  [
    "src/core/billing/b.ts",
    'import type { Database } from "../../database/open-database.ts";\nexport type B = Database;',
    "core-inside",
  ],
  ["src/core/billing/c.ts", 'export const c = () => import("../../database/open-database.ts");', "core-inside"],
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
    'import { takeIn } from "../../storage/turn/inbox-store.ts";\nexport const h = takeIn;',
    "bots-and-banks-own-only",
  ],
  [
    "src/bots/web/i.ts",
    'import { createConsoleSender } from "../console/console-sender.ts";\nexport const i = createConsoleSender;',
    "bots-and-banks-own-only",
  ],
  [
    "src/database/jobs/j.ts",
    'import { readConfig } from "../../config.ts";\nexport const j = readConfig;',
    "config-types-only",
  ],
  [
    "src/database/jobs/k.ts",
    'import { openDatabase } from "../open-database.ts";\nexport const k = openDatabase;',
    "database/jobs-alone",
  ],
  [
    "src/storage/turn/l.ts",
    'import { openQueue } from "../../database/jobs/queue.ts";\nexport const l = openQueue;',
    "jobs-from-app",
  ],
  [
    "src/storage/m.ts",
    'import { joinServer } from "../database/embedded/join-server.ts";\nexport const m = joinServer;',
    "storage-alone",
  ],
  [
    "src/database/n.ts",
    'import { createStorage } from "../storage/create-storage.ts";\nexport const n = createStorage;',
    "database-alone",
  ],
  [
    "src/panel/today/o.ts",
    'import { createSandbox } from "../../banks/sandbox/create-sandbox.ts";\nexport const o = createSandbox;',
    "panel-alone",
  ],
  [
    "src/panel/ui/p.ts",
    'import { createCentral } from "../../http/central/create-central.tsx";\nexport const p = createCentral;',
    "panel-alone",
  ],
  [
    "src/panel/ui/u.ts",
    'import type { InvoiceFilter } from "../invoices/invoice-filter.ts";\nexport type U = InvoiceFilter;',
    "panel-ui-below",
  ],
  [
    "src/http/central/q.ts",
    'import { sessionCookie } from "../../panel/ui/session-cookie.ts";\nexport const q = sessionCookie;',
    "http-alone",
  ],
  [
    "src/documents/r.ts",
    'import type { DocumentParts } from "../app/documents.ts";\nexport type R = DocumentParts;',
    "parts-meet-above",
  ],
  [
    "src/csv/s.ts",
    'import { nodeTooOld } from "../node-too-old.ts";\nexport const s = nodeTooOld;',
    "parts-meet-above",
  ],
  [
    "src/couriers/t.ts",
    'import type { IdentityConfig } from "../config/identity-config.ts";\nexport type T = IdentityConfig;',
    "config-whole",
  ],
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
