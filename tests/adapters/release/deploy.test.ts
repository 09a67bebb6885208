import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { commands } from "../../../src/app/commands/index.ts";
import { createProgram } from "../../../src/app/commands/program.ts";
import { variableNames } from "../../../src/config.ts";

const read = (file: string) => readFileSync(file, "utf8");
const yaml = (file: string) => parse(read(file), { merge: true });
/** What `npm run bench:memory` measures with. */
const young = "--max-semi-space-size=4";
const settings = new Set<string>([...variableNames, "NODE_ENV"]);

/** The parts that a command line asks for, as the program reads them; it starts nothing. */
async function partsOf(args: readonly string[]): Promise<string[]> {
  let asked: string[] | undefined;
  const start = async ({ only }: { only?: string[] }) => {
    asked = only;
    return 0;
  };
  await createProgram({ ...commands, start }, ["node", "faturabot", ...args], "0");
  return asked ?? [];
}

it("the image is built from what is there, and of nothing that is left out of it", () => {
  const allowed = read(".dockerignore")
    .split("\n")
    .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  const copied = [...read("Dockerfile").matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = ""]) =>
    names.split(" "),
  );
  expect(copied.sort()).toEqual(allowed.sort());
  for (const name of copied) expect([name, existsSync(name)]).toEqual([name, true]);
  expect(read("Dockerfile")).toMatch(/^USER node$/m);
  expect(read("Dockerfile")).toContain(`"node", "${young}", "/app/dist/main.js"`);
});

it("compose and Kubernetes start each part once, with settings that exist", async () => {
  const compose = yaml("compose.yaml") as {
    services: Record<string, { command?: string[]; environment?: Record<string, string> }>;
  };
  const ours = Object.entries(compose.services).filter(([name]) => name !== "database");
  const parts = await Promise.all(ours.map(([, { command = [] }]) => partsOf(command)));
  expect(parts.flat().sort()).toEqual(["http", "jobs", "telegram", "whatsapp"]);
  for (const [, { environment = {} }] of ours)
    for (const [name, value] of Object.entries(environment))
      expect([name, settings.has(name), typeof value]).toEqual([name, true, "string"]);

  type Container = {
    args: string[];
    env: { name: string; value: unknown }[];
    readinessProbe?: { httpGet: { path: string } };
  };
  const { items } = yaml("deploy/kubernetes.yaml") as {
    items: { kind: string; spec: { template?: { spec: { containers: Container[] } } } }[];
  };
  const containers = items.flatMap(({ spec }) => spec.template?.spec.containers ?? []);
  const asked = await Promise.all(containers.map(({ args }) => partsOf(args)));
  expect(asked.flat().sort()).toEqual(["http", "jobs", "telegram", "whatsapp"]);
  for (const { env } of containers)
    for (const { name, value } of env) expect([name, settings.has(name), typeof value]).toEqual([name, true, "string"]);
});

it("the systemd unit runs the command that is built, with settings that exist, as a user of its own", () => {
  const unit = read("deploy/faturabot.service");
  const built = (JSON.parse(read("package.json")) as { bin: { faturabot: string } }).bin.faturabot;
  expect(unit).toMatch(new RegExp(`^ExecStart=/usr/bin/node ${young} /opt/faturabot/${built} start$`, "m"));
  expect(unit).toMatch(/^User=faturabot$/m);
  const named = (/^Environment=(.*)$/m.exec(unit)?.[1] ?? "").split(" ").map((pair) => pair.split("=")[0] ?? "");
  expect(named.filter((name) => !settings.has(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(2);
});
