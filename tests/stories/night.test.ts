import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterSubscriber } from "../support/enter-subscriber.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-24 06:00");
});
afterAll(() => service.stop());

const down = new Error("The channel is down");
/** Somebody whose boleto was ready at 14:32 while the channel was down, from then on. */
async function promisedAt1432(day: string) {
  service.isOffUntil(`${day} 14:02`);
  const { phone } = await enterSubscriber(service, { invoices: [{ due: "2027-06-10" }] });
  const chat = chatOf(service, phone);
  await chat.tells("oi", "1", "itau");
  await service.runJobs();
  service.failures.all = down;
  await service.waits(31, "minutes");
  return chat;
}
const channelIsBackAt = async (local: string) => {
  service.isOffUntil(local);
  delete service.failures.all;
  await service.recovers();
};

describe("a notice that waited for the channel", () => {
  it("comes as soon as it is back by day, even six hours later: it is not given up", async () => {
    const chat = await promisedAt1432("2026-11-24");
    await service.waits(6, "hours");
    await channelIsBackAt("2026-11-24 20:59");
    chat.listens();
    chat.sees("já pode ser pago");
    chat.sees(/^34191\d{42}$/m);
  });

  it("does not wake anybody: back at 22:10, it comes at 08:00, in its order, once", async () => {
    const chat = await promisedAt1432("2026-11-25");
    await channelIsBackAt("2026-11-25 22:10");
    chat.listens();
    chat.hearsNothing();
    await service.waits(9, "hours");
    chat.listens();
    chat.hearsNothing();
    service.isOffUntil("2026-11-26 08:00");
    await service.recovers();
    chat.listens();
    chat.sees(/já pode ser pago[\s\S]*\n34191\d{42}\nboleto-vence-10-06.pdf$/);
    await service.waits(3, "hours");
    chat.listens();
    chat.hearsNothing();
  });

  it("comes by night to whoever writes just then, before the answer: they are awake", async () => {
    const chat = await promisedAt1432("2026-11-27");
    service.isOffUntil("2026-11-27 22:10");
    delete service.failures.all;
    await chat.says("oi");
    await service.recovers();
    const answered = chat.heard();
    chat.listens();
    expect(`${answered}${chat.heard()}`).toMatch(/já pode ser pago[\s\S]*Olá, Eva!/);
  });

  it("comes by night where it is two hours late or less", async () => {
    service.isOffUntil("2026-11-28 19:40");
    const { phone } = await enterSubscriber(service, { invoices: [{ due: "2027-06-10" }] });
    const chat = chatOf(service, phone);
    await chat.tells("oi", "1", "itau");
    await service.runJobs();
    service.failures.all = down;
    await service.waits(31, "minutes");
    await channelIsBackAt("2026-11-28 22:00");
    chat.listens();
    chat.sees("já pode ser pago");
  });

  it("that the bank is slow is not told once it no longer is", async () => {
    service.isOffUntil("2026-11-30 14:02");
    const bank = { code: "104", sandboxOutcome: "slow" } as const;
    const { phone } = await enterSubscriber(service, { banks: [bank], invoices: [{ due: "2027-06-10" }] });
    const chat = chatOf(service, phone);
    await chat.tells("oi", "1");
    await service.runJobs();
    service.failures.all = down;
    await service.waits(2, "hours");
    await channelIsBackAt("2026-11-30 17:00");
    chat.listens();
    chat.sees("Seu boleto da Caixa já pode ser pago");
    chat.seesNot("demorando");
  });

  it("is given up after a day, and the reply that waits behind it is not lost", async () => {
    const chat = await promisedAt1432("2026-12-02");
    await service.waits(26, "hours");
    const rows = await service.app.prisma.outboundMessage.findMany({
      where: { kind: "notice", topic: "payable", status: "failed" },
    });
    expect(rows.length).toBeGreaterThan(0);
    service.isOffUntil("2026-12-03 17:00");
    delete service.failures.all;
    await chat.says("oi");
    await service.waits(1, "hours");
    const answered = chat.heard();
    chat.listens();
    expect(`${answered}${chat.heard()}`).toContain("Olá, Eva!");
  });
});
