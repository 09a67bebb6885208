import { afterEach, describe, expect, it } from "vitest";
import { runJob } from "../support/run-job.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const maria = "5511900000001";
let service: Service;
afterEach(() => service.stop());
const chatAt = async (at: string, phone = maria) => {
  service = await startService(at);
  return chatOf(service, phone);
};

describe("from oi to a boleto that can be paid", () => {
  it("promises a time, keeps it, and hands over the line and the paper only then", async () => {
    const chat = await chatAt("2026-11-24 14:02");
    await chat.says("oi");
    chat.sees("Olá, Maria! Aqui é o atendimento da *Vale Fibra*. Você tem 2 faturas em aberto:");
    chat.sees("1. Venceu *10/11* · R$ 112,61 (uso de outubro, com multa e juros)");
    chat.sees("2. Vence *10/12* · R$ 109,90 (uso de novembro)");
    await chat.says("2");
    chat.sees("De qual banco você quer o boleto?");
    await chat.says("itau");
    chat.sees("O banco leva até 30 minutos para registrar: fica pronto *até as 14:32*");
    await chat.waits(10, "minutes");
    chat.hearsNothing();
    await chat.says("boleto");
    chat.sees("ainda não pode ser pago");
    chat.seesNot("34191");
    await chat.waits(25, "minutes");
    chat.sees("já pode ser pago: *R$ 109,90*, vence em 10/12/2026");
    chat.sees("*VALE FIBRA TELECOM LTDA*, CNPJ 12.345.678/0001-95");
    chat.sees(/^34191\d{42}$/m);
    chat.sees("boleto-vence-10-12.pdf");
  });

  it("answers the same message once, and gives the same boleto for the same bank", async () => {
    const chat = await chatAt("2026-11-24 14:02");
    await chat.says("oi", "a");
    await chat.says("oi", "a");
    chat.hearsNothing();
    await chat.says("2");
    await chat.says("1");
    await chat.says("menu");
    await chat.says("2");
    chat.sees("ainda não pode ser pago");
    expect(await service.app.prisma.boleto.count({ where: { watchers: { some: {} } } })).toBe(1);
  });

  it("tells the split of an overdue invoice and registers no charge on a charge", async () => {
    const chat = await chatAt("2026-11-24 14:02");
    await chat.says("oi");
    await chat.says("1");
    await chat.says("Bradesco");
    chat.sees("R$ 112,61* (R$ 109,90 + multa R$ 2,20 + juros R$ 0,51)");
    const boleto = await service.app.prisma.boleto.findFirstOrThrow({ where: { bankCode: "237" } });
    expect([boleto.multaBasisPoints, boleto.jurosPerDayCents]).toEqual([0, 3]);
  });

  it("switches banks only after asking, and keeps one living boleto", async () => {
    const chat = await chatAt("2026-11-24 14:02");
    for (const text of ["oi", "2", "itau", "bradesco"]) await chat.says(text);
    chat.sees("Você já pagou ou agendou o boleto do *Itaú*?");
    await chat.says("1");
    chat.sees("Jogue fora o boleto do *Itaú*. Vale só o do *Bradesco*.");
    await chat.waits(40, "minutes");
    chat.sees("Seu boleto do Bradesco já pode ser pago");
    chat.seesNot("do Itaú já pode");
    const rows = await service.app.prisma.boleto.findMany({
      where: { watchers: { some: {} } },
      select: { status: true },
    });
    expect(rows.map(({ status }) => status).sort()).toEqual(["cancelled", "payable"]);
  });

  it("starts afresh after half an hour, so that an old number pays nothing", async () => {
    const chat = await chatAt("2026-11-24 14:02");
    await chat.says("oi");
    await chat.waits(31, "minutes");
    await chat.says("1");
    chat.sees("Você tem 2 faturas em aberto");
  });
});

describe("each of the demo's subscribers", () => {
  it("João has the living boleto back at once", async () => {
    const chat = await chatAt("2026-11-24 14:02", "5511900000002");
    await chat.says("oi");
    chat.sees("📍 Rua do Porto, 45");
    await chat.says("1");
    chat.sees("O valor sobe sozinho: hoje, *R$ 102,32*");
    chat.sees(/^34191\d{42}$/m);
  });

  it("Rita's first bank refuses, and she chooses another from the notice", async () => {
    const chat = await chatAt("2026-11-24 14:02", "5511900000006");
    for (const text of ["oi", "1", "bb"]) await chat.says(text);
    await chat.waits(5, "minutes");
    chat.sees(
      "Não deu para fazer o boleto no Banco do Brasil. *O problema não é com você.* Escolha outro:\n1. Itaú\n2. Sicoob",
    );
    await chat.says("2");
    chat.sees("Estou preparando seu boleto do Sicoob");
    await chat.waits(10, "minutes");
    chat.sees("já pode ser pago");
  });

  it("Pedro is told once that his bank is slow, and then that it is done", async () => {
    const chat = await chatAt("2026-11-24 14:02", "5511900000007");
    for (const text of ["oi", "1"]) await chat.says(text);
    await chat.waits(31, "minutes");
    expect(chat.heard()).toBe("O banco está demorando. Assim que sair eu mando aqui.");
    await chat.waits(60, "minutes");
    chat.sees("Seu boleto da Caixa já pode ser pago");
    chat.seesNot("demorando");
  });

  it("Lia hears at the window's end that she may try", async () => {
    const chat = await chatAt("2026-11-24 14:02", "5511900000008");
    for (const text of ["oi", "1"]) await chat.says(text);
    await chat.waits(31, "minutes");
    chat.sees("O prazo do banco terminou: já pode tentar pagar");
  });

  it("Bruno is led to a person, and Carlos owes nothing", async () => {
    const bruno = await chatAt("2026-11-24 14:02", "5511900000009");
    for (const text of ["oi", "1"]) await bruno.says(text);
    bruno.sees("Agora não consigo fazer o boleto");
    bruno.sees("Chamei uma pessoa");
    await bruno.says("oi");
    bruno.hearsNothing();
    const carlos = chatOf(service, "5511900000005");
    await carlos.says("oi");
    carlos.sees("Você não tem fatura em aberto");
    const stranger = chatOf(service, "5521987654321");
    await stranger.says("oi");
    stranger.sees("Este telefone não está no nosso cadastro");
    stranger.seesNot("Maria");
  });

  it("Ana's choice is closed: Santander, without a question", async () => {
    const chat = await chatAt("2026-11-24 14:02", "5511900000004");
    for (const text of ["oi", "1"]) await chat.says(text);
    chat.sees("Estou preparando seu boleto do Santander");
  });
});

describe("the morning of the lock", () => {
  it("registers Ana's invoice at the default bank by itself, and whoever asks then gets the notice", async () => {
    const chat = await chatAt("2026-11-24 06:00", "5511900000004");
    await runJob(service.app, { name: "morning" });
    await runJob(service.app, { name: "morning" });
    const issued = await service.app.prisma.boleto.findMany({ where: { bankCode: "033" } });
    expect(issued.map(({ status }) => status)).toEqual(["registering"]);
    expect(await service.watchers()).toEqual([]);
    for (const text of ["oi", "1"]) await chat.says(text);
    chat.sees("ainda não pode ser pago. Fica pronto *até as 06:30*");
    await chat.waits(31, "minutes");
    chat.sees("Seu boleto do Santander já pode ser pago");
  });
});

describe("the demo", () => {
  it("refuses a database that holds other people's data, and touches nothing", async () => {
    await chatAt("2026-11-24 14:02");
    await service.app.prisma.provider.update({ where: { id: 1 }, data: { isDemo: false } });
    await expect(startService("2026-11-25 14:02", service.database)).rejects.toThrow("provedor de verdade");
    expect(await service.app.prisma.subscriber.count()).toBe(10);
  });
});
