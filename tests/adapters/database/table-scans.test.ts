import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jobNames } from "../../../src/app/jobs.ts";
import { siteRouters } from "../../../src/app/site.ts";
import { makeDueRemittances } from "../../../src/core/use-cases/bank-files/make-remittance.ts";
import { lookUpPayable } from "../../../src/core/use-cases/boletos/look-up-payable.ts";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { wakeWorkers } from "../../../src/database/jobs/wake-workers.ts";
import { createHealth } from "../../../src/http/health/create-health.ts";
import { startServer } from "../../../src/http/server.ts";
import { createApiKeys } from "../../../src/storage/api-keys.ts";
import { createEventOutbox } from "../../../src/storage/event-outbox.ts";
import { createChannelStore } from "../../../src/storage/outbox/channel-store.ts";
import { asAdmin, nameOf } from "../../support/database/as-admin.ts";
import { explainAll, plansOf } from "../../support/database/plans-of.ts";
import { scansIn } from "../../support/database/scans-in.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { runJob } from "../../support/run-job.ts";
import { chatOf, type Service, startService } from "../../support/start-chat.ts";
import { createEmptyDatabase, type TestDatabase } from "../../support/test-database.ts";

let database: TestDatabase;
let service: Service;
beforeAll(async () => {
  // New: of tables that another test filled and emptied PostgreSQL knows that they are small, and plans by that.
  database = await createEmptyDatabase();
  await applyMigrations(database.connection);
  await asAdmin(database, explainAll(nameOf(database)));
  service = await startService("2026-11-24 14:02", database);
});
afterAll(async () => {
  await service?.app.close();
  await database.destroy();
});

async function query(statement: string): Promise<void> {
  const client = new pg.Client(database.connection);
  await client.connect();
  await client.query(statement);
  await client.end();
}

describe("no large table is read from end to end", { timeout: 300_000 }, () => {
  const tell = async () => {
    const chat = chatOf(service, "5511900000001");
    await chat.tells("oi", "2", "itau", "oi");
    await chat.waits(40, "minutes");
    chat.sees("já pode ser pago");
    await chat.tells("não encontrado", "menu", "2", "trocar banco", "atendente");
  };
  const recurringWork = async () => {
    await service.recovers();
    await service.app.storage.nextMessageDue({ channels: ["console"], answers: true, now: service.clock() });
    await wakeWorkers(service.app.queue.boss, new Map(jobNames.map((name) => [name, []])));
    await createEventOutbox(service.app.prisma, "http://127.0.0.1:9/").waiting(service.clock());
    await service.morning();
    await lookUpPayable(service.app.deps);
    await makeDueRemittances(service.app.deps);
    await runJob(service.app, { name: "erase-expired" });
  };
  const hearChannels = async () => {
    const desk = createChannelStore(service.app.prisma, "console", { now: service.clock });
    await desk.noticesSince(service.clock());
    await desk.acknowledge({ providerMessageId: "x", state: "delivered" });
    await desk.listShown("x");
    await desk.hasWritten("x");
    await desk.markReachable("5511900000001", false);
  };
  const hearBanks = async () => {
    const { prisma, storage, webhooks } = service.app;
    const { id } = await prisma.bankWallet.findUniqueOrThrow({ where: { externalId: "itau" } });
    for (const note of [{ bankReference: "x" }, { reference: "x" }, { nossoNumero: "1" }])
      await webhooks.boletosOf("341", note);
    await storage.transaction(async ({ files }) => {
      await files.remittanceTitles(id, service.clock());
      await files.titleCandidates({ bankCode: "341", numbers: ["1"], ids: [randomUUID()] });
    });
  };

  it("by a talk from the greeting to the notice", async () => {
    const plans = await plansOf(tell);
    expect(plans.length).toBeGreaterThan(100);
    expect(scansIn(plans)).toEqual([]);
  });

  it("by what runs every few seconds and each morning", async () => {
    const plans = await plansOf(recurringWork);
    expect(plans.length).toBeGreaterThan(15);
    expect(scansIn(plans)).toEqual([]);
  });

  it("by what channels tell, what banks post, and by banks' files", async () => {
    const plans = [...(await plansOf(hearChannels)), ...(await plansOf(hearBanks))];
    expect(plans.length).toBeGreaterThan(5);
    expect(scansIn(plans)).toEqual([]);
  });

  it("by the lists of the panel and the API, and what is watched", async () => {
    const { app } = service;
    const routers = [
      ...(await siteRouters(app)),
      ["/", createHealth({ channels: async () => ({}), metrics: app.metrics })] as const,
    ];
    const site = await startServer({
      host: "127.0.0.1",
      port: 0,
      routers: routers as Parameters<typeof startServer>[0]["routers"],
    });
    const panel = await loggedIn(site.url, "administrador");
    const key = await createApiKeys(app.prisma).create("test", ["read"]);
    const status: Record<string, number> = {};
    const plans = await plansOf(async () => {
      for (const path of pages) status[path] = (await panel.get(path)).status;
      for (const path of ["/metrics", ...resources.map((name) => `/api/v1/${name}`)])
        status[path] = (await fetch(site.url + path, { headers: { authorization: `Bearer ${key}` } })).status;
    });
    await site.close();
    expect(Object.entries(status).filter(([, code]) => code !== 200)).toEqual([]);
    expect(scansIn(plans)).toEqual([]);
  });

  it("is noticed, of a table and of an index", async () => {
    const { prisma } = service.app;
    const count = await plansOf(() => prisma.$queryRaw`SELECT count(*) FROM outbound_message`);
    expect(scansIn(count)).toEqual([expect.stringMatching(/^(Bitmap Index|Index Only|Index) Scan outbound_message /)]);
    const last = await plansOf(() => prisma.$queryRaw`SELECT max(id), min(id) FROM outbound_message`);
    expect(last).toHaveLength(1);
    expect(scansIn(last)).toEqual([]);
    await query("DROP INDEX chat_channel_address_key, chat_channel_account_key");
    const talk = await plansOf(() => chatOf(service, "5511900000002").says("oi"));
    expect(scansIn(talk)).toEqual([expect.stringMatching(/^Seq Scan chat : WITH given AS/)]);
  });
});

const pages = [
  "/hoje",
  "/atendimento",
  "/problemas",
  "/faturas",
  "/faturas?lista=overdue",
  "/faturas?lista=paid",
  "/faturas?busca=maria",
  "/devolver",
  "/faturamento",
  "/contratos",
  "/contratos?busca=maria",
  "/carteiras",
  "/registro",
];
const resources = ["subscribers", "contracts", "wallets", "bank-wallets", "invoices", "boletos", "events"];
