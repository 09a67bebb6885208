import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chatOf, type Service, startService } from "../support/start-chat.ts";
import { standInBank } from "./stand-in-bank.ts";

let service: Service;
let chat: ReturnType<typeof chatOf>;
beforeEach(async () => {
  service = await startService("2026-11-24 14:02");
  chat = chatOf(service, "5511900000001");
});
afterEach(() => service.stop());

const statuses = async () => (await service.boletos()).map(({ bankCode, status }) => `${bankCode} ${status}`);
const chooseItau = async () => {
  await chat.tells("oi", "2", "itau");
  await service.runJobs();
};

describe("another bank", () => {
  it("is asked for by name or by 'trocar', and first comes the question whether the old one was paid", async () => {
    await chooseItau();
    await chat.says("bradesco");
    chat.sees("Você já pagou ou agendou o boleto do *Itaú*?\n1. Não paguei. Quero trocar para Bradesco");
    for (const words of ["trocar", "quero de outro banco"]) {
      await chat.tells("menu", "2");
      await chat.says(words);
      chat.sees(/De qual banco você quer o boleto\?.*\n1\. Bradesco\n2\. Sicoob\n0\. Voltar$/);
    }
    await chat.says("2");
    chat.sees("Você já pagou ou agendou o boleto do *Itaú*?\n1. Não paguei. Quero trocar para Sicoob\n2. Já paguei");
    expect(await statuses()).toEqual(["341 registering"]);
  });

  it.each(["2", "sim", "já paguei", "já agendei e paguei o boleto"])(
    "is not given to whoever answers %s: the old boleto stays, and is told of",
    async (answer) => {
      await chooseItau();
      await chat.tells("trocar", "bradesco", answer);
      chat.sees("fica valendo o do *Itaú*");
      await chat.waits(31, "minutes");
      chat.sees("Seu boleto do Itaú já pode ser pago");
      expect(await statuses()).toEqual(["341 payable"]);
    },
  );

  it("is given up by 'deixa pra lá': the old boleto stays and is shown", async () => {
    await chooseItau();
    await chat.tells("trocar", "bradesco", "deixa pra lá");
    chat.sees("Seu boleto do Itaú ainda não pode ser pago");
    expect(await statuses()).toEqual(["341 registering"]);
    await chat.tells("trocar", "bradesco", "ainda não paguei");
    chat.sees("Jogue fora o boleto do *Itaú*. Vale só o do *Bradesco*.");
  });

  it("takes the place of a boleto that was handed over already", async () => {
    await chooseItau();
    await chat.waits(31, "minutes");
    await chat.tells("trocar", "bradesco", "1");
    chat.sees("Jogue fora o boleto do *Itaú*. Vale só o do *Bradesco*.");
    chat.sees("Estou preparando seu boleto do Bradesco");
    await chat.waits(31, "minutes");
    chat.sees("Seu boleto do Bradesco já pode ser pago");
    expect(await statuses()).toEqual(["341 cancelled", "237 payable"]);
  });

  it("is thrown away for the first one again without giving the dead boleto back", async () => {
    await chooseItau();
    await chat.tells("trocar", "bradesco", "1", "trocar", "itau", "1");
    chat.sees("Jogue fora o boleto do *Bradesco*. Vale só o do *Itaú*.");
    await chat.waits(31, "minutes");
    expect(await statuses()).toEqual(["341 cancelled", "341 payable"]);
    const [first, second] = await service.boletos();
    expect(second?.nossoNumero).not.toBe(first?.nossoNumero);
  });

  it("is asked for twice at the same moment and made once", async () => {
    await chooseItau();
    await chat.tells("trocar", "bradesco");
    await Promise.all([chat.says("1"), chat.says("1")]);
    await chat.waits(31, "minutes");
    const living = (await statuses()).filter((status) => !status.startsWith("341"));
    expect(living).toEqual(["237 payable"]);
  });
});

describe("the old boleto", () => {
  it("is cancelling, no longer living, until the bank confirms; asked again and again meanwhile", async () => {
    const bank = standInBank(service, { cancel: { kind: "unknown" }, lookUp: { kind: "registered" } });
    await chooseItau();
    await chat.tells("trocar", "bradesco", "1");
    await chat.waits(31, "minutes");
    chat.sees("Seu boleto do Bradesco já pode ser pago");
    expect(await statuses()).toEqual(["341 cancelling", "237 payable"]);
    const [old] = await service.boletos();
    expect(bank.asked.filter(({ what }) => what === "cancel").every(({ reference }) => reference === old?.id)).toBe(
      true,
    );
    expect(bank.times("cancel")).toBeGreaterThan(3);
    bank.says.cancel = { kind: "cancelled" };
    await chat.waits(10, "minutes");
    expect(await statuses()).toEqual(["341 cancelled", "237 payable"]);
    const asked = bank.times("cancel");
    await chat.waits(2, "hours");
    expect(bank.times("cancel")).toBe(asked);
    chat.hearsNothing();
  });

  it("that the bank cannot cancel in the first 30 minutes is asked for again when they are over, not before", async () => {
    const bank = standInBank(service);
    await chooseItau();
    const retryAt = new Date(service.clock().getTime() + 30 * 60_000);
    bank.says.cancel = { kind: "later", retryAt };
    await chat.tells("trocar", "bradesco", "1");
    await chat.waits(29, "minutes");
    expect(bank.times("cancel")).toBe(1);
    expect(await statuses()).toEqual(["341 cancelling", "237 registering"]);
    await chat.waits(2, "minutes");
    const asked = () => bank.asked.filter(({ what }) => what === "cancel").map(({ at }) => at);
    expect(asked()).toEqual([expect.any(Date), retryAt]);
    // It still says "after half past two", which is over: a pause all the same.
    await chat.waits(10, "minutes");
    expect(bank.times("cancel")).toBe(4);
    bank.says.cancel = { kind: "cancelled" };
    await chat.waits(5, "minutes");
    expect((await statuses())[0]).toBe("341 cancelled");
  });

  it("that the bank does not give up for 24 hours is shown to the operator, once", async () => {
    const bank = standInBank(service, { cancel: { kind: "unknown" }, lookUp: { kind: "registered" } });
    await chooseItau();
    await chat.tells("trocar", "bradesco", "1");
    await chat.waits(23, "hours");
    expect(await service.eventsOf("boleto.cancel-late")).toEqual([]);
    await chat.waits(3, "hours");
    const [old] = await service.boletos();
    expect(await service.eventsOf("boleto.cancel-late")).toMatchObject([{ data: { boletoId: old?.id } }]);
    bank.says.cancel = { kind: "cancelled" };
    await chat.waits(10, "minutes");
    expect((await statuses())[0]).toBe("341 cancelled");
  });

  it("is cancelled only after the call that registers it is over: no bank keeps one that we take for dead", async () => {
    const bank = standInBank(service, { lookUp: { kind: "registered" } });
    await chat.tells("oi", "2", "itau");
    const [old] = await service.app.prisma.boleto.findMany({ where: { watchers: { some: {} } } });
    let done = () => {};
    const slow = new Promise<void>((resolve) => {
      done = resolve;
    });
    bank.before.register = () => slow;
    const registering = service.runJobs();
    await bank.isAsked("register");
    await chat.tells("trocar", "bradesco", "1");
    bank.before.register = async () => {};
    await service.runJobs();
    expect(bank.times("cancel")).toBe(0);
    done();
    await registering;
    await chat.waits(1, "minutes");
    expect(bank.asked.filter(({ what }) => what === "cancel").map(({ reference }) => reference)).toEqual([old?.id]);
    expect((await statuses())[0]).toBe("341 cancelled");
  });
});
