import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

let folder: string;
let database: TestDatabase | undefined;
let running: ReturnType<typeof runFaturabot>[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-start-"));
});
afterEach(async () => {
  for (const one of running) one.kill();
  await Promise.all(running.map(({ ended }) => ended));
  running = [];
  await database?.drop();
  database = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** The demo on a database of its own. */
async function start(args: readonly string[] = [], settings: Record<string, string> = {}, cwd?: string) {
  database ??= await createTestDatabase();
  const service = runFaturabot(
    ["start", ...args],
    {
      PORT: "0",
      DEMO: "on",
      DATABASE_URL: database.connection.connectionString,
      ...settings,
    },
    cwd === undefined ? {} : { cwd },
  );
  running.push(service);
  return service;
}
const opened = async (service: ReturnType<typeof runFaturabot>) =>
  (await service.says(/aberto em (http:\/\/\S+)/))[1] ?? "";
const textOf = async (url: string) => (await fetch(url)).text();
async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) if (Date.now() > end) throw new Error("Not within 30 s");
}

describe("faturabot start", { timeout: 300_000 }, () => {
  it("ends in words after an error that nobody caught, with none of the error's own", async () => {
    const file = path.join(folder, "breaks.mjs");
    writeFileSync(file, 'process.on("SIGUSR2", () => { throw new Error("Zenóbia 52998224725"); });');
    const service = await start([], { NODE_OPTIONS: `--import=${file}` });
    await opened(service);
    service.kill("SIGUSR2");
    expect(await service.ended).toBe(1);
    expect(service.said()).toContain("O serviço parou por um erro inesperado");
    expect(service.said()).not.toMatch(/Zen|52998224725/);
  });

  it("says what it opened and where, is healthy, counts what it did, and ends cleanly when told", async () => {
    const service = await start(["--window", "1s"]);
    const url = await opened(service);
    expect(service.said()).toContain('DEMONSTRAÇÃO: provedor inventado "Vale Fibra". Os boletos não podem ser pagos.');
    expect(service.said()).toContain(`Converse em ${url}/conversa`);
    expect(new URL(url).hostname).toBe("127.0.0.1");
    for (const page of ["live", "ready"]) expect((await fetch(`${url}/health/${page}`)).status).toBe(200);

    const entered = await fetch(`${url}/conversa/abrir`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ phone: "5511900000004" }),
    });
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    for (const text of ["oi", "1"])
      await fetch(`${url}/conversa/mensagens`, {
        method: "POST",
        headers: { cookie },
        body: new URLSearchParams({ text }),
      });
    await until(async () =>
      /^faturabot_boletos\{status="payable",bank="033"\} 1$/m.test(await textOf(`${url}/metrics`)),
    );
    const metrics = await textOf(`${url}/metrics`);
    expect(metrics).toMatch(/^faturabot_turns_total 2$/m);
    expect(metrics).toMatch(/^faturabot_outbox_oldest_seconds \d/m);
    expect(metrics).toMatch(/^faturabot_registrations_total\{outcome="\w+"\} [1-9]/m);

    service.kill("SIGTERM");
    expect(await service.ended).toBe(0);
  });

  it("keeps the demo on this machine, whatever HOST says", async () => {
    const url = await opened(await start([], { HOST: "0.0.0.0" }));
    expect(new URL(url).hostname).toBe("127.0.0.1");
    const elsewhere = Object.values(os.networkInterfaces())
      .flat()
      .find((one) => one?.family === "IPv4" && !one.internal)?.address;
    if (elsewhere) await expect(fetch(`http://${elsewhere}:${new URL(url).port}/health/live`)).rejects.toThrow();
  });

  it("says in a sentence that the port is taken, and lets go of everything", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port)),
    );
    const service = await start([], { PORT: String(port) });
    expect(await service.ended).toBe(1);
    expect(service.said()).toContain(`A porta ${port} já está em uso. Escolha outra em PORT.`);
    expect(service.said()).not.toMatch(/\n\s+at /);
    other.close();
    await opened(await start());
  });

  it("with --only http answers pages and leaves the work alone; --only jobs works and opens no port", async () => {
    const http = await start(["--only", "http"]);
    expect((await fetch(`${await opened(http)}/health/ready`)).status).toBe(200);
    http.kill("SIGTERM");
    expect(await http.ended).toBe(0);
    const jobs = await start(["--only", "jobs"]);
    await jobs.says(/DEMONSTRAÇÃO/);
    jobs.kill("SIGTERM");
    expect(await jobs.ended).toBe(0);
    expect(jobs.said()).not.toContain("aberto em");
  });

  it("refuses a part that does not exist, naming those that do", async () => {
    const service = await start(["--only", "http,fax"]);
    expect(await service.ended).toBe(1);
    expect(service.said()).toContain('Não existe a parte "fax". São: http, jobs, telegram, whatsapp.');
  });

  it("reads the settings of a .env file, which give way to those of the environment", async () => {
    writeFileSync(path.join(folder, ".env"), "DATABASE_POOL=s3cret\nPORT=s3cret\n");
    const service = await start([], { PORT: "0" }, folder);
    expect(await service.ended).toBe(1);
    expect(service.said()).toContain("DATABASE_POOL: esperado");
    expect(service.said()).not.toContain("PORT: esperado");
  });

  it.each(["/proc/none", "/etc/hostname/none"])(
    "says that the data folder %s cannot be made, and ends",
    async (where) => {
      const service = runFaturabot(["start"], { DATA_DIR: where, DEMO: "on", PORT: "0" });
      running.push(service);
      expect(await service.ended).toBe(1);
      expect(service.said()).toContain(`A pasta de dados "${where}" não pode ser criada. Escolha outra em DATA_DIR.`);
    },
  );

  it("ends when the demo meets a provider's own data, and touches nothing", async () => {
    database = await createTestDatabase();
    const prisma = createPrismaClient(database.connection);
    await prisma.provider.create({ data: { name: "Rede Boa", attendanceHours: { weekdays: {}, holidays: [] } } });
    await prisma.subscriber.create({ data: { externalId: "1", name: "Joana", document: "52998224725" } });
    const service = await start();
    expect(await service.ended).toBe(1);
    expect(service.said()).toContain("provedor de verdade");
    expect(await prisma.subscriber.count()).toBe(1);
    await prisma.$disconnect();
  });

  it("names every wrong setting at once, and never a value", async () => {
    const wrong = { PORT: "s3cret", DEMO: "s3cret", LOG_LEVEL: "s3cret", DATABASE_URL: "mysql://u:s3cret@h/d" };
    const service = await start([], wrong);
    expect(await service.ended).toBe(1);
    for (const name of Object.keys(wrong)) expect(service.said()).toContain(`${name}: esperado`);
    expect(service.said()).not.toContain("s3cret");
  });

  it("is alive but not ready, and says so, when the database is gone", async () => {
    const service = await start();
    const url = await opened(service);
    await database?.destroy();
    database = undefined;
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: "unavailable", detail: "O banco de dados não respondeu." },
    ]);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });
});
