import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chatOf, type Service, startService } from "../support/start-chat.ts";
import { standInBank } from "./stand-in-bank.ts";

const maria = "5511900000001";
let service: Service;
let phone: ReturnType<typeof chatOf>;
let page: ReturnType<typeof chatOf>;
beforeEach(async () => {
  service = await startService("2026-11-24 14:02");
  phone = chatOf(service, maria);
  page = chatOf(service, maria, "page");
});
afterEach(() => service.stop());

const both = () => [phone, page];
const hear = () => {
  for (const chat of both()) chat.listens();
};
const waitsMinutes = async (minutes: number) => {
  await service.waits(minutes, "minutes");
  hear();
};
const issued = async (index = 0) => {
  const boleto = (await service.boletos())[index];
  if (!boleto) throw new Error("None was issued");
  return boleto;
};
/** Chosen on the phone, asked for on the page too: both were promised the notice. */
async function askedTwice() {
  await phone.tells("oi", "2", "itau");
  await service.runJobs();
  await page.tells("oi", "2");
  page.sees("ainda não pode ser pago. Fica pronto *até as 14:32*. Eu mando aqui.");
}

describe("every chat that was promised a boleto", () => {
  it("hears that it can be paid, once, however often it asked", async () => {
    await askedTwice();
    await page.tells("boleto", "menu", "2");
    await waitsMinutes(31);
    for (const chat of both()) {
      chat.sees("Seu boleto do Itaú já pode ser pago");
      expect(chat.heard().match(/^34191\d{42}$/gm)).toHaveLength(1);
    }
    await waitsMinutes(60);
    for (const chat of both()) chat.hearsNothing();
    expect(await service.watchers()).toEqual([`341 ${maria}`, "341 page"]);
  });

  it("is promised it also where it chose another bank than the one that lives already", async () => {
    await page.tells("oi", "2");
    await phone.tells("oi", "2", "itau");
    await page.says("bradesco");
    page.sees("boleto do Itaú. O banco leva até 30 minutos para registrar: fica pronto *até as 14:32*. Eu mando aqui.");
    await waitsMinutes(31);
    for (const chat of both()) chat.sees("Seu boleto do Itaú já pode ser pago");
  });

  it("hears that the bank is slow, each one once", async () => {
    standInBank(service);
    await askedTwice();
    await waitsMinutes(31);
    for (const chat of both()) expect(chat.heard()).toBe("O banco está demorando. Assim que sair eu mando aqui.");
    await waitsMinutes(60);
    for (const chat of both()) chat.hearsNothing();
  });

  it("hears that the bank refused, and chooses from its own list", async () => {
    const bank = standInBank(service);
    await askedTwice();
    await page.tells("menu", "menu", "2");
    bank.says.lookUp = { kind: "refused", reason: "x" };
    await waitsMinutes(31);
    for (const chat of both()) chat.sees("Escolha outro:\n1. Bradesco\n2. Sicoob\n0. Voltar");
    const lists = await service.app.prisma.chat.findMany({ select: { state: true } });
    const versions = lists.map(({ state }) => (state as { list: number }).list);
    expect(new Set(versions).size).toBe(2);
    await phone.presses(2);
    phone.sees("Estou preparando seu boleto do Sicoob");
    await page.presses(1);
    page.sees("boleto do Sicoob");
    page.seesNot("Bradesco");
  });

  it("hears of the payment, and of one too many", async () => {
    await askedTwice();
    await service.pays(await issued());
    hear();
    for (const chat of both()) expect(chat.heard()).toMatch(/^✅ Recebemos o pagamento[^\n]*$/);
    await service.pays(await issued());
    hear();
    for (const chat of both()) expect(chat.heard()).toMatch(/^Recebemos um pagamento a mais[^\n]*$/);
  });

  it("hears that another bank was chosen elsewhere, and then of that bank's boleto", async () => {
    await askedTwice();
    await phone.tells("trocar", "bradesco", "1");
    await service.runJobs();
    hear();
    expect(page.heard()).toBe(
      "O banco dessa fatura foi trocado em outra conversa. Jogue fora o boleto do *Itaú*. Vale só o do *Bradesco*: eu mando aqui.",
    );
    phone.hearsNothing();
    await waitsMinutes(31);
    for (const chat of both()) {
      chat.sees("Seu boleto do Bradesco já pode ser pago");
      chat.seesNot("Itaú");
    }
  });

  it("hears what the bank answers, each its own, when several ask about it at the same moment", async () => {
    await askedTwice();
    await waitsMinutes(31);
    for (const chat of both()) await chat.says("não encontrado");
    // The bank is asked again after half a minute at the earliest.
    page.sees("Perguntei há menos de 30 segundos ao Itaú. Respondo aqui");
    await service.runJobs();
    phone.listens();
    phone.sees("O Itaú confirmou: seu boleto está registrado");
    await waitsMinutes(1);
    page.sees("O Itaú confirmou: seu boleto está registrado");
  });

  it("keeps the list that it is choosing from when the notice comes between", async () => {
    await askedTwice();
    await page.says("menu");
    await waitsMinutes(29);
    page.sees("já pode ser pago");
    await page.says("1");
    page.sees("Fatura vencida em 10/11/2026");
  });

  it("chooses from its list in peace when the bank refuses meanwhile: its numbers stay that list's", async () => {
    await phone.tells("oi", "2", "itau");
    await service.runJobs();
    const bank = standInBank(service);
    bank.says.lookUp = { kind: "refused", reason: "x" };
    await service.waits(10, "minutes");
    await phone.says("menu");
    await waitsMinutes(20);
    expect(phone.heard()).toMatch(/^Não deu para fazer o boleto no Itaú\.[^\n]* digite \*menu\* e abra essa fatura/);
    await phone.says("1");
    phone.sees("Fatura vencida em 10/11/2026");
    expect(await service.boletos()).toMatchObject([{ status: "rejected" }]);
  });

  it("keeps old buttons old where its talk could not be read any more", async () => {
    await phone.tells("oi", "2", "itau");
    await service.app.prisma.chat.updateMany({ data: { state: { step: "of another version", list: 7 } } });
    standInBank(service, { lookUp: { kind: "refused", reason: "x" } });
    await waitsMinutes(31);
    phone.sees("Escolha outro:");
    expect((await service.app.prisma.chat.findFirstOrThrow()).state).toMatchObject({ list: 8 });
  });

  it("that asks while the bank answers hears it too: nobody falls between", async () => {
    await phone.tells("oi", "2", "itau");
    await service.waits(20, "minutes");
    await page.says("oi");
    service.isOffUntil("2026-11-24 14:33");
    await Promise.all([service.runJobs(), page.says("2")]);
    await service.runJobs();
    const said = page.heard();
    page.listens();
    expect(`${said}\n${page.heard()}`).toContain("já pode ser pago");
  });
});

describe("a phone that is another subscriber's by now", () => {
  const moves = () =>
    service.app.prisma.$executeRaw`
      UPDATE subscriber_phone SET subscriber_id = (SELECT id FROM subscriber WHERE name = 'Carlos Dias')
       WHERE phone = ${maria}`;

  it("is told nothing of what the one before was promised: no line, no payment, no other bank", async () => {
    await askedTwice();
    await moves();
    await waitsMinutes(31);
    const boleto = await issued();
    expect(boleto.status).toBe("payable");
    await service.pays(boleto);
    hear();
    for (const chat of both()) chat.hearsNothing();
  });

  it("begins its own talk: the list of the one before is neither repeated nor chosen from", async () => {
    for (const words of ["qwerty", "1", "menu"]) {
      await phone.tells("menu");
      phone.sees("Venceu *10/11*");
      await moves();
      await phone.says(words);
      phone.seesNot("10/11");
      phone.sees("Você não tem fatura em aberto");
      await service.app.prisma.$executeRaw`
        UPDATE subscriber_phone SET subscriber_id = (SELECT id FROM subscriber WHERE name = 'Maria Souza') WHERE phone = ${maria}`;
    }
  });
});
