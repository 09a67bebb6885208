import express from "express";
import { Gauge, Registry } from "prom-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noSecretLabels } from "../../../src/app/metrics.ts";
import { secretFields } from "../../../src/core/privacy/secret-fields.ts";
import { RegisterError } from "../../../src/core/register/register-error.ts";
import { startWorkers } from "../../../src/database/jobs/workers.ts";
import { sendProblem } from "../../../src/http/problem.ts";
import { startServer } from "../../../src/http/server.ts";
import { breaksAt } from "../../support/database/breaks-at.ts";
import { chatOf, type Service, startService } from "../../support/start-chat.ts";

const secret = "Zenóbia Quixadá";

describe("of every secret field there is nothing", () => {
  it("in a metric: its label is refused when it is registered", () => {
    const registry = noSecretLabels(new Registry());
    const gauge = (label: string) =>
      new Gauge({ name: `of_${label}`, help: "…", labelNames: [label], registers: [registry] });
    for (const field of secretFields) expect(() => gauge(field)).toThrow(`"${field}"`);
    expect(() => gauge("status")).not.toThrow();
  });

  it("in what a problem of the API says, though the words about it quote it", async () => {
    const router = express.Router();
    router.use(express.json());
    router.post("/", ({ body }) => {
      throw new RegisterError("invalid", "x", `${Object.values(body).join(" ")} não vale`);
    });
    router.use(((error, _request, response, _next) =>
      sendProblem(response, error)) satisfies express.ErrorRequestHandler);
    const server = await startServer({ host: "127.0.0.1", port: 0, routers: [["/", router]] });
    const said = async (body: object) => {
      const headers = { "content-type": "application/json" };
      return (await fetch(server.url, { method: "POST", headers, body: JSON.stringify(body) })).text();
    };
    for (const field of secretFields) expect(await said({ [field]: secret })).toContain('"[oculto] não vale"');
    expect(await said({ status: "aberta" })).toContain('"aberta não vale"');
    await server.close();
  });
});

describe("in the database", () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService("2026-11-24 14:02");
  });
  afterAll(() => service.stop());
  const queued = () =>
    service.app.prisma.$queryRaw<
      { all: string }[]
    >`SELECT coalesce(string_agg(job::text, ' '), '') AS all FROM pgboss.job job`;

  it("a job with a secret field is not taken, and what it belongs to is undone", async () => {
    const { storage, prisma } = service.app;
    for (const field of secretFields) {
      const job = { name: "send-code", codeId: "1", more: [{ [field]: secret }] } as const;
      const turn = storage.transaction(async (records) => {
        await records.addEvent("planted", {}, service.clock());
        await records.enqueue(job);
      });
      await expect(turn).rejects.toThrow(`"${field}"`);
    }
    expect(await prisma.event.count({ where: { type: "planted" } })).toBe(0);
    expect((await queued())[0]?.all).not.toContain(secret);
  });

  it("a job that failed says what kind of error it was and where, none of its words", async () => {
    const { boss } = service.app.queue;
    const fails = async () => {
      throw Object.assign(new Error(secret), { detail: secret, code: "P2002" });
    };
    const id = await boss.send("deliver", {});
    const other = await boss.send("send-code", { codeId: "1" });
    const failing = { run: fails };
    const failingJobs = { ...service.app.jobs, deliver: { ...failing, together: true as const }, "send-code": failing };
    const jobs = await startWorkers(boss, failingJobs, service.app.logger);
    for (;;) {
      const [row] = await service.app.prisma.$queryRaw<{ left: number }[]>`
        SELECT count(*)::int AS left FROM pgboss.job WHERE id::text IN (${id}, ${other}) AND output IS NULL`;
      if (row?.left === 0) break;
    }
    await jobs.stop();
    const [row] = await queued();
    expect(row?.all).not.toContain(secret);
    expect(row?.all.match(/Error P2002/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it("a turn that breaks again and again leaves a dead letter that tells the kind of error alone", async () => {
    const { prisma } = service.app;
    const mend = await breaksAt(prisma, "BEFORE UPDATE OF state ON chat", secret);
    await chatOf(service, "5511900000001").says("oi");
    for (let tries = 0; tries < 5; tries++) {
      await service.waits(3, "seconds");
      await service.recovers();
    }
    await mend();
    const [letter] = await prisma.inboundMessage.findMany({ select: { status: true, error: true } });
    expect(letter).toMatchObject({ status: "dead", error: expect.stringMatching(/^[\w ]+$/) });
  });
});
