import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withdrawBoleto } from "../../src/core/use-cases/boletos/withdraw-boleto.ts";
import { answerAsPerson } from "../../src/core/use-cases/operator/answer-as-person.ts";
import { handBack } from "../../src/core/use-cases/operator/hand-back.ts";
import { issueForOperator } from "../../src/core/use-cases/operator/issue-for-operator.ts";
import { sendBoleto } from "../../src/core/use-cases/operator/send-boleto.ts";
import { readTalk } from "../../src/panel/attendance/read-talk.ts";
import { replayJob, replayUnanswered, replayUnsent } from "../../src/panel/attendance/replay-trouble.ts";
import { listFailedJobs, listUnanswered, listUnreachable, listUnsent } from "../../src/panel/attendance/troubles.ts";
import { listWaitingChats } from "../../src/panel/attendance/waiting-chats.ts";
import { enterSubscriber } from "../support/enter-subscriber.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const by = { name: "Rita do suporte" };
let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-24 14:02");
});
afterAll(() => service?.stop());

const queue = () => listWaitingChats(service.app.prisma, 50);
/** A subscriber who talks, and the number of the chat. */
async function subscriber(story: Parameters<typeof enterSubscriber>[1] = { invoices: [{ due: "2026-12-10" }] }) {
  const entered = await enterSubscriber(service, story);
  const chat = chatOf(service, entered.phone);
  await chat.says("oi");
  const { id } = await service.app.prisma.chat.findFirstOrThrow({ where: { address: entered.phone } });
  return { ...entered, chat, chatId: String(id), invoiceId: entered.invoiceIds[0] ?? "" };
}
const answers = (chatId: string, text: string, key: string = text) =>
  answerAsPerson(service.app.deps, { chatId, text, key, by });

describe("a chat that asked for a person", () => {
  it("waits in the queue with its protocol, is answered, and the bot is silent until it is handed back", async () => {
    const { chat, chatId } = await subscriber();
    await chat.says("atendente");
    chat.sees("Protocolo: *20261124-");
    const [waiting] = (await queue()).filter((one) => one.chatId === chatId);
    expect(waiting).toMatchObject({
      name: "Eva Prado",
      isWaiting: true,
      protocol: expect.stringMatching(/^20261124-/),
    });

    await chat.waits(1, "minutes");
    await answers(chatId, "Olá, Eva. O que houve?");
    chat.listens();
    chat.sees("Olá, Eva. O que houve?");
    await chat.waits(1, "minutes");
    await chat.says("minha fatura");
    chat.hearsNothing();
    const talk = await readTalk(service.app.prisma, chatId, 50);
    expect(talk?.messages.slice(-2)).toMatchObject([
      { from: "person", by: "Rita do suporte", text: "Olá, Eva. O que houve?" },
      { from: "subscriber", text: "minha fatura" },
    ]);
    expect(talk?.invoices).toHaveLength(1);

    expect(await handBack(service.app.deps, chatId)).toBe(true);
    chat.listens();
    chat.sees("Quem responde agora sou eu");
    await chat.says("oi");
    chat.sees("1 fatura em aberto");
    expect((await queue()).some((one) => one.chatId === chatId)).toBe(false);
    expect(await handBack(service.app.deps, chatId)).toBe(false);
  });

  it("is the bot's again 12 hours after the last word of a person, and no longer in the queue", async () => {
    const { chat, chatId } = await subscriber();
    await chat.says("atendente");
    await chat.waits(11, "hours");
    await answers(chatId, "Ainda estou vendo.");
    await chat.waits(11, "hours");
    await service.recovers();
    await chat.says("oi");
    chat.hearsNothing();
    await chat.waits(2, "hours");
    await service.recovers();
    expect((await queue()).some((one) => one.chatId === chatId)).toBe(false);
    const [call] = await service.app.prisma.attendance.findMany({ where: { chatId: BigInt(chatId) } });
    expect(call).toMatchObject({ outcome: "timed_out", answeredBy: "Rita do suporte" });
    await chat.says("oi");
    chat.sees("1 fatura em aberto");
    service.isOffUntil("2026-11-24 14:02");
  });

  it("keeps its protocol and its place until somebody answers, however often it asks", async () => {
    service.isOffUntil("2026-11-27 19:30");
    const { chat, chatId } = await subscriber();
    await chat.says("atendente");
    const before = (await queue()).find((one) => one.chatId === chatId);
    await chat.waits(30, "hours");
    await service.recovers();
    await chat.says("atendente");
    chat.sees("já está anotado");
    expect(await queue()).toContainEqual(
      expect.objectContaining({ chatId, protocol: before?.protocol, openedAt: before?.openedAt }),
    );
    service.isOffUntil("2026-11-24 14:02");
  });
});

describe("a person at the provider", () => {
  it("says the same text once, however often the form is sent", async () => {
    const { chat, chatId } = await subscriber();
    await Promise.all([answers(chatId, "Um momento.", "k1"), answers(chatId, "Um momento.", "k1")]);
    await answers(chatId, "Um momento.", "k1");
    chat.listens();
    expect(chat.heard().match(/Um momento/g)).toHaveLength(1);
    expect(await answers("999999999", "?")).toBe(false);
  });

  it("makes a boleto for the chat, which hears of it when it can be paid", async () => {
    const { chat, chatId, invoiceId, bankIds } = await subscriber();
    await answers(chatId, "Vou mandar o boleto.");
    const send = (key: string) => sendBoleto(service.app.deps, { chatId, invoiceId, key, by });
    expect(await send("a")).toBe("no-boleto");
    const [bankWalletId = ""] = bankIds;
    await issueForOperator(service.app.deps, { invoiceId, bankWalletId, chatId, by });
    expect(await send("b")).toBe("promised");
    await chat.waits(31, "minutes");
    chat.sees("já pode ser pago");
    expect([await send("c"), await send("c")]).toEqual(["sent", "sent"]);
    chat.listens();
    expect(chat.heard().match(/já pode ser pago/g)).toHaveLength(1);
  });

  it("sends nobody another subscriber's boleto", async () => {
    const one = await subscriber();
    const other = await subscriber();
    const [bankWalletId = ""] = other.bankIds;
    const { deps } = service.app;
    const given = { invoiceId: other.invoiceId, bankWalletId, chatId: one.chatId, by };
    expect(await issueForOperator(deps, given)).toBeUndefined();
    await issueForOperator(deps, { ...given, chatId: other.chatId });
    expect(await sendBoleto(deps, { chatId: one.chatId, invoiceId: other.invoiceId, key: "x", by })).toBe("not-theirs");
    one.chat.listens();
    one.chat.seesNot("boleto do");
  });

  it("withdraws a boleto once: the bank takes it back, and whoever waits for it hears so", async () => {
    const { chat, invoiceId, bankIds, chatId } = await subscriber();
    const { deps, prisma } = service.app;
    await issueForOperator(deps, { invoiceId, bankWalletId: bankIds[0] ?? "", chatId, by });
    await service.runJobs();
    const { id: boletoId } = await prisma.boleto.findFirstOrThrow({ where: { invoiceId } });
    expect(await withdrawBoleto(deps, { boletoId, by })).toBe("cancelling");
    expect(await withdrawBoleto(deps, { boletoId, by })).toBe("not-living");
    await chat.waits(40, "minutes");
    chat.sees("não pague esse");
    chat.seesNot("já pode ser pago");
    expect(await prisma.boleto.findFirst({ where: { invoiceId } })).toMatchObject({ status: "cancelled" });
    expect(await prisma.auditEntry.count({ where: { subject: `invoice ${invoiceId}` } })).toBe(2);
  });
});

describe("what went wrong", () => {
  const panel = () => {
    const { prisma, deps, logger, queue: jobs } = service.app;
    const retryJob = async (name: string, id: string) => void (await jobs.boss.retry(name, id));
    return { prisma, clock: deps.clock, deps, logger, retryJob };
  };

  it("is seen, and a dead letter is answered once it is replayed", async () => {
    const { chat, chatId } = await subscriber();
    const { prisma } = service.app;
    const { id } = await prisma.inboundMessage.create({
      data: {
        chatId: BigInt(chatId),
        externalId: "dead",
        body: { kind: "text", text: "menu" },
        status: "dead",
        error: "TypeError",
        attempts: 5,
        nextTryAt: service.clock(),
        receivedAt: service.clock(),
      },
    });
    expect(await listUnanswered(prisma)).toMatchObject([{ id: String(id), text: "menu", error: "TypeError" }]);
    chat.listens();
    expect(await replayUnanswered(panel(), String(id), by)).toBe(true);
    chat.listens();
    chat.sees("1 fatura em aberto");
    expect(await replayUnanswered(panel(), String(id), by)).toBe(false);
  });

  it("sends a message again that did not go, and repeats a job that failed for good", async () => {
    const { chat, chatId } = await subscriber();
    const { prisma, queue: jobs } = service.app;
    const { id } = await prisma.outboundMessage.create({
      data: {
        chatId: BigInt(chatId),
        body: { text: "Perdida" },
        dedupeKey: "lost",
        status: "failed",
        error: "unreachable",
        dueAt: service.clock(),
      },
    });
    expect(await listUnsent(prisma)).toMatchObject([{ id: String(id), text: "Perdida" }]);
    expect(await replayUnsent(panel(), String(id), by)).toBe(true);
    chat.listens();
    chat.sees("Perdida");

    const job = (await jobs.boss.send("cancel-boleto", { boletoId: "00000000-0000-4000-8000-000000000000" })) ?? "";
    await prisma.$executeRaw`UPDATE pgboss.job SET state = 'failed', completed_on = now(), output = '{"message":"quebrou"}' WHERE id = ${job}::uuid`;
    expect(await listFailedJobs(prisma)).toMatchObject([{ id: job, name: "cancel-boleto", error: "quebrou" }]);
    expect(await replayJob(panel(), { name: "cancel-boleto", id: job }, by)).toBe(true);
    await service.runJobs();
    expect(await listFailedJobs(prisma)).toEqual([]);
  });

  it("names the chats that nobody reaches", async () => {
    const { chatId } = await subscriber();
    await service.app.storage.markUnreachable(chatId, service.clock());
    expect(await listUnreachable(service.app.prisma)).toMatchObject([{ chatId, name: "Eva Prado" }]);
  });
});
