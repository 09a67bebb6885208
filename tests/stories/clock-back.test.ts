import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../src/core/app-error.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const phone = "5511900000001";
let service: Service;
beforeEach(async () => {
  service = await startService("2026-11-24 15:02");
});
afterEach(() => service.stop());

describe("a clock that is set back by an hour", () => {
  it("keeps nobody waiting for a boleto longer than was left of its window", async () => {
    const chat = chatOf(service, phone);
    for (const text of ["oi", "2", "itau"]) await chat.says(text);
    chat.sees("15:32");
    await service.runJobs();
    service.isOffUntil("2026-11-24 14:02");
    await service.recovers();
    await service.waits(31, "minutes");
    await service.recovers();
    await service.runJobs();
    chat.listens();
    chat.sees("já pode ser pago");
    expect(await service.boletos()).toHaveLength(1);
  });

  it("sends what was to be tried again, and answers what was not answered yet", async () => {
    const chat = chatOf(service, phone);
    service.failures.all = new AppError("channel-closed", "fechado", { retry: true });
    await chat.says("oi");
    delete service.failures.all;
    await service.app.prisma.inboundMessage.create({
      data: {
        chatId: (await service.app.prisma.chat.findFirstOrThrow({ where: { address: phone } })).id,
        externalId: "before",
        body: { kind: "text", text: "obrigado" },
        nextTryAt: service.clock(),
        receivedAt: service.clock(),
      },
    });
    service.isOffUntil("2026-11-24 14:02");
    await service.recovers();
    await service.recovers();
    chat.listens();
    chat.sees("fatura");
    chat.sees("Por nada");
  });

  it("runs the jobs that were due, and leaves those for later", async () => {
    const { storage, prisma } = service.app;
    const later = new Date("2026-11-26T12:00:00Z");
    await chatOf(service, phone).says("oi");
    await storage.transaction(async (records) => {
      await records.enqueue({ name: "push-events" }, service.clock());
      await records.enqueue({ name: "push-events" }, later);
    });
    service.isOffUntil("2026-11-24 14:02");
    await service.recovers();
    const jobs = await prisma.$queryRaw<{ at: Date }[]>`
      SELECT start_after AS at FROM pgboss.job WHERE name = 'push-events' AND state < 'active' ORDER BY 1`;
    expect(jobs.map(({ at }) => at)).toEqual([service.clock(), later]);
  });

  it("leaves alone what is set for later once the new time is everybody's", async () => {
    const { storage, prisma } = service.app;
    await chatOf(service, phone).says("oi");
    service.isOffUntil("2026-11-24 14:02");
    await service.recovers();
    await service.waits(2, "minutes");
    const later = new Date(service.clock().getTime() + 10 * 60_000);
    await storage.transaction((records) => records.enqueue({ name: "push-events" }, later));
    await service.recovers();
    const jobs = await prisma.$queryRaw<{ at: Date }[]>`
      SELECT start_after AS at FROM pgboss.job WHERE name = 'push-events' AND state < 'active'`;
    expect(jobs.map(({ at }) => at)).toEqual([later]);
  });

  it("takes a number for one of the list that was shown, and mutes nobody for an hour", async () => {
    const chat = chatOf(service, phone);
    await chat.says("oi");
    service.isOffUntil("2026-11-24 14:02");
    await chat.sends({ kind: "text", text: "2", sentAt: service.clock().toISOString() });
    chat.sees("De qual banco");
    for (let nth = 0; nth < 30; nth++) {
      await chat.says("menu");
      await service.waits(60, "seconds");
    }
    await chat.says("menu");
    chat.sees("fatura");
  });

  it("leaves a notice for the morning where it is", async () => {
    service.isOffUntil("2026-11-24 22:00");
    const chat = chatOf(service, phone);
    for (const text of ["oi", "2", "itau"]) await chat.says(text);
    await service.runJobs();
    service.isOffUntil("2026-11-25 02:00");
    await service.runJobs();
    await service.recovers();
    const due = () =>
      service.app.prisma.outboundMessage.findMany({ where: { status: "pending" }, select: { dueAt: true } });
    const before = await due();
    expect(before.length).toBeGreaterThan(0);
    service.isOffUntil("2026-11-25 01:00");
    await service.recovers();
    expect(await due()).toEqual(before);
  });
});
