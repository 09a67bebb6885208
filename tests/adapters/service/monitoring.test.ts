import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Service, startService } from "../../support/start-chat.ts";

let service: Service;
beforeEach(async () => {
  service = await startService("2026-11-24 14:02", undefined, {
    banks: { dir: "none", erpWebhook: { url: "http://127.0.0.1:1/", secret: "x".repeat(24) } },
  });
});
afterEach(() => service.stop());

const read = (file: string) => readFileSync(file, "utf8");
const alerts = (
  parse(read("deploy/alerts.yaml")) as { groups: { rules: { alert: string; expr: string }[] }[] }
).groups.flatMap(({ rules }) => rules);
const panels = (JSON.parse(read("deploy/grafana-dashboard.json")) as { panels: { targets: { expr: string }[] }[] })
  .panels;
const named = (expressions: readonly string[]) =>
  new Set(expressions.join(" ").match(/\b(faturabot|process|nodejs)_\w+/g) ?? []);
const text = () => service.app.metrics.metrics();
const figure = async (series: string) => {
  const line = (await text()).split("\n").find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};
/** The real clock is the database's. */
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

describe("/metrics", () => {
  it("exports every metric that an alert or the dashboard asks for, and all of ours are on the dashboard", async () => {
    const exported = new Set([...(await text()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name));
    const onDashboard = named(panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)));
    const asked = [...named(alerts.map(({ expr }) => expr)), ...onDashboard];
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((name) => !exported.has(name))).toEqual([]);
    expect([...exported].filter((name) => name?.startsWith("faturabot_") && !onDashboard.has(name))).toEqual([]);
  });

  it("tells how long the oldest notice, message, job and event have been waiting, and nothing of what is for later", async () => {
    const { prisma, queue } = service.app;
    await prisma.event.deleteMany();
    const chat = await prisma.chat.create({ data: { channel: "web", address: "x" } });
    const message = (kind: "reply" | "notice", dedupeKey: string, dueAt: Date) => {
      return { chatId: chat.id, body: {}, kind, dedupeKey, dueAt };
    };
    for (const name of ["notice", "outbox", "job", "event_push"])
      expect(await figure(`faturabot_${name}_oldest_seconds`)).toBe(0);
    await prisma.outboundMessage.createMany({
      data: [message("notice", "a", ago(100)), message("notice", "b", ago(-100)), message("reply", "c", ago(500))],
    });
    await prisma.event.createMany({
      data: [
        { type: "x", at: ago(700), data: {} },
        { type: "x", at: ago(10), data: {} },
      ],
    });
    const boletoId = "00000000-0000-0000-0000-0000000000b1";
    await prisma.$transaction((tx) => queue.enqueueIn(tx, { name: "cancel-boleto", boletoId }, ago(300)));
    await prisma.$transaction((tx) => queue.enqueueIn(tx, { name: "cancel-boleto", boletoId }, ago(-900)));
    const about = async (name: string, seconds: number) => {
      const value = (await figure(`faturabot_${name}_oldest_seconds`)) ?? 0;
      expect([name, value >= seconds - 1 && value < seconds + 60]).toEqual([name, true]);
    };
    await about("notice", 100);
    await about("outbox", 500);
    await about("job", 300);
    await about("event_push", 700);
  });

  it("counts what was given up, by kind, and what is left of each wallet's numbers", async () => {
    const { prisma } = service.app;
    const chat = await prisma.chat.create({ data: { channel: "web", address: "x" } });
    const at = new Date();
    await prisma.inboundMessage.create({
      data: { chatId: chat.id, externalId: "x", body: {}, status: "dead", nextTryAt: at, receivedAt: at },
    });
    await prisma.outboundMessage.createMany({
      data: ["a", "b"].map((dedupeKey) => ({
        chatId: chat.id,
        body: {},
        dedupeKey,
        dueAt: at,
        status: "failed" as const,
      })),
    });
    await prisma.eventDeadLetter.create({ data: { endpoint: "x", position: 1, error: "x", at } });
    expect(await figure('faturabot_given_up{kind="inbound"}')).toBe(1);
    expect(await figure('faturabot_given_up{kind="outbound"}')).toBe(2);
    expect(await figure('faturabot_given_up{kind="event"}')).toBe(1);
    const { externalId: wallet } = await prisma.bankWallet.findFirstOrThrow({ where: { bankCode: "341" } });
    const data = { nossoNumeroFrom: 11, nossoNumeroTo: 20, nossoNumeroNext: 18 };
    await prisma.bankWallet.update({ where: { externalId: wallet }, data });
    expect(await figure(`faturabot_bank_numbers{bank="341",wallet="${wallet}"}`)).toBe(10);
    expect(await figure(`faturabot_bank_numbers_left{bank="341",wallet="${wallet}"}`)).toBe(3);
    await prisma.bankWallet.update({ where: { externalId: wallet }, data: { bankNumbers: true } });
    expect(await figure(`faturabot_bank_numbers_left{bank="341",wallet="${wallet}"}`)).toBeUndefined();
  });
});

it("every alert has its section in docs/operacao.md, and no section is of an alert that is not there", () => {
  const sections = [...read("docs/operacao.md").matchAll(/^### (Faturabot\w+)$/gm)].map(([, name]) => name);
  expect(sections.sort()).toEqual(alerts.map(({ alert }) => alert).sort());
});

const promtool = [
  process.env.PROMTOOL ?? "",
  ...(process.env.PATH ?? "").split(":").map((folder) => `${folder}/promtool`),
].find((file) => file !== "" && existsSync(file));
it.runIf(promtool)("each alert rings when it should and not before, says promtool", { timeout: 300_000 }, () => {
  for (const args of [
    ["check", "rules", "deploy/alerts.yaml"],
    ["test", "rules", "deploy/alerts.test.yaml"],
  ])
    expect(execFileSync(promtool ?? "", args, { encoding: "utf8" })).toContain("SUCCESS");
});

it.runIf(promtool)("each expression of the dashboard is one that Prometheus understands, says promtool", () => {
  const rules = panels.flatMap(({ targets }) => targets).map(({ expr }, index) => ({ record: `panel_${index}`, expr }));
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), "faturabot-rules-")), "panels.json");
  writeFileSync(file, JSON.stringify({ groups: [{ name: "panels", rules }] }));
  const said = execFileSync(promtool ?? "", ["check", "rules", "--lint=none", file], { encoding: "utf8" });
  expect(said).toContain(`${rules.length} rules found`);
  rmSync(path.dirname(file), { recursive: true });
});
