import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { commands } from "../../../src/app/commands/index.ts";
import { createProgram } from "../../../src/app/commands/program.ts";
import { variableNames } from "../../../src/config.ts";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { joinServer } from "../../../src/database/embedded/join-server.ts";

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

it("each part of compose gets the settings that it needs, within limits, and none the superuser's password", () => {
  type Service = Record<string, unknown> & { environment: Record<string, string> };
  const { services } = yaml("compose.yaml") as { services: Record<string, Service> };
  for (const [name, service] of Object.entries(services))
    expect([name, "mem_limit" in service, "pids_limit" in service, "env_file" in service]).toEqual([
      name,
      true,
      true,
      false,
    ]);
  const { database, ...ours } = services;
  const given = new Set(Object.values(ours).flatMap(({ environment }) => Object.keys(environment)));
  // The image knows its Chromium.
  expect([...settings].filter((name) => !given.has(name) && !["NODE_ENV", "WHATSAPP_CHROMIUM"].includes(name))).toEqual(
    [],
  );
  for (const { environment } of Object.values(ours))
    expect(JSON.stringify(environment)).not.toContain("POSTGRES_ADMIN_PASSWORD");
  expect(database?.environment).not.toHaveProperty("POSTGRES_USER");
  // Chromium has no sandbox there, and whoever breaks out of it reads the environment.
  expect(JSON.stringify(ours.whatsapp?.environment)).not.toMatch(
    /SECRETS_KEY|TELEGRAM|ERP_WEBHOOK|BANK_WEBHOOK|SMS_HEADERS|SMS_BODY|\$\{(SMS|SMTP)_URL:-/,
  );
});

it.skipIf(spawnSync("psql", ["--version"]).status !== 0)(
  "the role that compose creates owns its database, is no superuser, and is enough for the migrations",
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-role-"));
    chmodSync(folder, 0o755);
    const { connection, leave } = await joinServer(path.join(folder, "data"));
    const { host = "", port = 5432, user = "", password = "" } = connection as Record<string, string>;
    const secret = `it's "quoted" $1 \\ too`;
    const env = { PATH: process.env.PATH, PGHOST: host, PGPORT: String(port), PGPASSWORD: password };
    const made = spawnSync("sh", ["deploy/create-role.sh"], {
      env: { ...env, POSTGRES_USER: user, FATURABOT_PASSWORD: secret },
      encoding: "utf8",
    });
    expect([made.status, made.stderr]).toEqual([0, ""]);
    const own = { ...connection, user: "faturabot", password: secret, database: "faturabot" };
    await applyMigrations(own);
    const client = new pg.Client(own);
    await client.connect();
    const { rows } = await client.query(
      "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = current_user",
    );
    expect(Object.values(rows[0])).toEqual([false, false, false, false, false]);
    await expect(client.query("COPY (SELECT 1) TO PROGRAM 'id'")).rejects.toThrow(/permission denied/);
    await expect(client.query("SELECT * FROM pg_authid")).rejects.toThrow(/permission denied/);
    await client.end();
    await leave();
    rmSync(folder, { recursive: true, force: true });
  },
  120_000,
);

it("the systemd unit runs the command that is built, with settings that exist, as a user of its own", () => {
  const unit = read("deploy/faturabot.service");
  const built = (JSON.parse(read("package.json")) as { bin: { faturabot: string } }).bin.faturabot;
  expect(unit).toMatch(new RegExp(`^ExecStart=/usr/bin/node ${young} /opt/faturabot/${built} start$`, "m"));
  expect(unit).toMatch(/^User=faturabot$/m);
  const named = (/^Environment=(.*)$/m.exec(unit)?.[1] ?? "").split(" ").map((pair) => pair.split("=")[0] ?? "");
  expect(named.filter((name) => !settings.has(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(2);
});
