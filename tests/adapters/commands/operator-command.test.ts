import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { runFaturabot } from "../../support/run-faturabot.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-operator-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function said(args: readonly string[], settings: Record<string, string>): Promise<string> {
  const command = runFaturabot(["operator", ...args], { DATA_DIR: folder, PORT: "8080", ...settings });
  expect([await command.ended, command.said()]).toEqual([0, expect.any(String)]);
  return command.said();
}

it("faturabot operator gives a link to where the service is reached from outside, else to here", async () => {
  const outside = { PUBLIC_URL: "https://fatura.valefibra.example" };
  const who = ["--email", "ana@x.example", "--name", "Ana", "--role", "administrador"];
  const made = await said(["create", ...who], outside);
  expect(made).toMatch(/^https:\/\/fatura\.valefibra\.example\/painel\/convite\/[\w-]{43}$/m);
  expect(made).not.toMatch(/localhost|PUBLIC_URL/);
  const again = await said(["link", "--email", "ana@x.example"], {});
  expect(again).toMatch(/^http:\/\/[\w.]+:8080\/painel\/convite\/[\w-]{43}$/m);
  expect(again).toContain("ponha o endereço dele em PUBLIC_URL");
}, 300_000);
