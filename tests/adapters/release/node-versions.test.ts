import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { doctorChecks } from "../../../src/app/commands/doctor-checks.ts";
import { nodeWithoutFixes } from "../../../src/app/node-without-fixes.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { nodeTooOld } from "../../../src/node-too-old.ts";

afterEach(() => vi.unstubAllGlobals());
const onNode = (version: string) =>
  vi.stubGlobal("process", { ...process, versions: { ...process.versions, node: version } });

describe("a Node that gets no fixes any more", () => {
  it.each([
    ["20.20.2", "2026-04-30", undefined],
    ["20.20.2", "2026-05-01", "Node 20.20.2: sem correções de segurança desde 30/04/2026. Use o 24."],
    ["21.7.3", "2026-11-28", "Node 21.7.3: sem correções de segurança desde 01/06/2024. Use o 24."],
    ["22.23.5", "2027-04-30", undefined],
    ["22.23.5", "2027-05-01", "Node 22.23.5: sem correções de segurança desde 30/04/2027. Use o 24."],
    ["23.11.1", "2026-11-28", "Node 23.11.1: sem correções de segurança desde 01/06/2025. Use o 24."],
    ["24.22.3", "2028-04-30", undefined],
    ["24.22.3", "2028-05-01", "Node 24.22.3: sem correções de segurança desde 30/04/2028. Use o 26."],
    ["25.9.0", "2026-06-02", "Node 25.9.0: sem correções de segurança desde 01/06/2026. Use o 24."],
    ["26.12.1", "2029-04-30", undefined],
    ["20.20.2", "2029-05-01", "Node 20.20.2: sem correções de segurança desde 30/04/2026. Use um mais novo."],
    ["27.0.0", "2031-01-01", undefined],
  ])("%s on %s: %s", (version, today, said) => {
    expect(nodeWithoutFixes(version, isoDate(today))).toBe(said);
  });

  it("is told by the doctor, which is content with it all the same; of another it says nothing", async () => {
    onNode("21.7.3");
    expect(await doctorChecks.checkNode()).toEqual([{ sign: "!", text: expect.stringMatching(/^Node 21\.7\.3: sem/) }]);
    onNode("99.0.0");
    expect(await doctorChecks.checkNode()).toEqual([]);
  });
});

describe("a Node too old for the service", () => {
  it.each([
    ["18.20.8", true],
    ["20.9.0", true],
    ["20.18.3", true],
    ["20.19.0", false],
    ["20.20.2", false],
    ["22.0.0", false],
    ["100.0.0", false],
  ])("%s: %s", (version, refused) => {
    const said = `O Faturabot precisa do Node 20.19 ou mais novo (recomendado: 24), e este é o ${version}.`;
    expect(nodeTooOld(version)).toBe(refused ? said : undefined);
  });

  it("is one that package.json does not ask for", () => {
    const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
    expect(engines.node).toBe(">=20.19");
  });

  it("is told so before anything is read that it cannot read", () => {
    const importsOf = (file: string) => readFileSync(file, "utf8").match(/^(import|export) .*from .*$/gm) ?? [];
    expect(importsOf("src/main.ts")).toEqual(['import { nodeTooOld } from "./node-too-old.ts";']);
    expect(importsOf("src/node-too-old.ts")).toEqual([]);
  });
});

describe("scripts/on-node.mjs", () => {
  it("runs a command on the Node that was brought before, and ends as the command does", () => {
    const cache = mkdtempSync(path.join(os.tmpdir(), "faturabot-node-"));
    const bin = path.join(cache, `faturabot/node-24/node_modules/node-${process.platform}-${process.arch}/bin`);
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, "node"), '#!/bin/sh\necho "the other Node: $*"\nexit 3\n', { mode: 0o755 });
    const onNode = (...args: string[]) =>
      spawnSync(process.execPath, ["scripts/on-node.mjs", ...args], {
        encoding: "utf8",
        env: { ...process.env, XDG_CACHE_HOME: cache },
      });
    expect(onNode("24", "--", "node", "--test", "a b")).toMatchObject({
      stdout: "the other Node: --test a b\n",
      status: 3,
    });
    expect(onNode("--", "node")).toMatchObject({ stderr: expect.stringContaining("usage"), status: 1 });
    rmSync(cache, { recursive: true });
  });
});
