import { Counter, Registry } from "prom-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentDrawer } from "../../src/app/documents.ts";
import { createHealth } from "../../src/http/health/create-health.ts";
import { startServer } from "../../src/http/server.ts";
import { loggedIn } from "../support/panel-client.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite({ works: false });
});
afterAll(() => site?.stop());

it("one session holds eight event streams open: the oldest ends when a ninth begins", async () => {
  const client = await loggedIn(site.url, "administrador");
  const headers = { cookie: client.cookie() };
  const open = async () => {
    const { body } = await fetch(`${site.url}/painel/atendimento/eventos`, { headers });
    const reader = body?.getReader();
    await reader?.read();
    return reader;
  };
  const first = await open();
  const others = [];
  for (let nth = 2; nth <= 9; nth++) others.push(await open());
  // What was sent before it ended comes first.
  let isOver = false;
  while (!isOver) isOver = (await first?.read())?.done === true;
  const another = await loggedIn(site.url, "atendente");
  const elsewhere = await fetch(`${site.url}/painel/atendimento/eventos`, { headers: { cookie: another.cookie() } });
  expect(elsewhere.status).toBe(200);
  await elsewhere.body?.cancel();
  // Eight are open still: none of the others has ended.
  const ended = await Promise.race([
    ...others.map((reader) => reader?.read()),
    new Promise((left) => setImmediate(left)),
  ]);
  expect(ended).not.toMatchObject({ done: true });
  for (const reader of others) await reader?.cancel();
});

it("of many who ask for a file at once the last are told to come again, and a page comes in between", async () => {
  const { app } = site;
  const boleto = await app.prisma.boleto.findFirstOrThrow({ where: { status: "payable" } });
  const { prisma, storage, deps } = app;
  const draw = documentDrawer({ prisma, storage, clock: deps.clock, registrarOf: deps.registrarOf }, 2);
  const one = () => draw({ boletoId: boleto.id, fileName: "boleto.pdf" });
  await one();
  const all = Array.from({ length: 50 }, one).map((drawn) =>
    drawn.then(
      () => "drawn",
      (error: { code?: string; retry?: boolean }) => (error.retry ? error.code : error),
    ),
  );
  let left = all.length;
  for (const drawn of all) void drawn.then(() => left--);
  await fetch(`${site.url}/health/live`);
  expect(left).toBeGreaterThan(0);
  const outcomes = await Promise.all(all);
  expect(new Set(outcomes)).toEqual(new Set(["drawn", "busy"]));
  expect((await one()).bytes.length).toBeGreaterThan(1000);
});

describe("/metrics", () => {
  it("counts once in five seconds, however many ask, and does not keep a failure", async () => {
    const registry = new Registry();
    let now = 0;
    let isBroken = true;
    const counter = new Counter({
      name: "counted",
      help: "…",
      registers: [registry],
      collect() {
        if (isBroken) throw new Error("database away");
        this.inc();
      },
    });
    expect(counter).toBeTruthy();
    const health = createHealth({ channels: async () => ({}), metrics: registry, now: () => now });
    const server = await startServer({ host: "127.0.0.1", port: 0, routers: [["/", health]] });
    const ask = async () => {
      const response = await fetch(`${server.url}/metrics`);
      return response.status === 200 ? /counted (\d+)/.exec(await response.text())?.[1] : response.status;
    };
    expect(await ask()).toBe(500);
    isBroken = false;
    expect(await Promise.all(Array.from({ length: 60 }, ask))).toEqual(Array(60).fill("1"));
    now = 4999;
    expect(await ask()).toBe("1");
    now = 5001;
    expect(await ask()).toBe("2");
    await server.close();
  });
});
