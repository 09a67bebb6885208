import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoIds } from "../../src/demo/demo-provider.ts";
import { startSms } from "../standins/sms/start-sms.ts";
import { startSmtp } from "../standins/smtp/start-smtp.ts";
import { runJob } from "../support/run-job.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const mariasPhone = "5511900000001";
const elsewhere = "5521988887777";
const unknownCpf = "168.995.350-09";
const taken = /Se este CPF estiver no cadastro, enviei um código ao contato cadastrado/;

let service: Service;
let sms: Awaited<ReturnType<typeof startSms>>;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let cpf: string;
beforeEach(async () => {
  sms = await startSms();
  smtp = await startSmtp();
  service = await startService("2026-11-24 14:02", undefined, {
    identity: { sms: sms.settings, email: smtp.settings },
  });
  cpf = (await service.app.prisma.subscriber.findFirstOrThrow({ where: { phones: { some: { phone: mariasPhone } } } }))
    .document;
});
afterEach(async () => {
  await service.stop();
  await sms.stop();
  await smtp.stop();
});

const another = (code: string) => (code === "000000" ? "000001" : "000000");

describe("a CPF and a code", () => {
  it("prove a subscriber who writes from a phone that is not registered, until half an hour of silence", async () => {
    const chat = chatOf(service, elsewhere);
    await chat.says("oi");
    chat.sees("Este telefone não está no nosso cadastro");
    await chat.says(cpf);
    chat.sees(taken);
    await service.runJobs();
    const code = sms.codeTo(mariasPhone);
    await chat.says(`${code.slice(0, 3)} ${code.slice(3)}`);
    chat.sees(/Olá, Maria![\s\S]*Vence/);
    await chat.waits(25, "minutes");
    await chat.says("menu");
    chat.sees("Vence");
    await chat.waits(29, "minutes");
    await chat.says("menu");
    chat.sees("Vence");
    await chat.waits(31, "minutes");
    await chat.says("menu");
    chat.sees("Digite o CPF ou CNPJ");
    chat.seesNot("Maria");
  });

  it("are one code, once: neither the first of two nor a used one proves anything", async () => {
    const chat = chatOf(service, elsewhere);
    await chat.tells("oi", cpf);
    await service.runJobs();
    const first = sms.codeTo(mariasPhone);
    await chat.says(cpf);
    await service.runJobs();
    const second = sms.codeTo(mariasPhone);
    if (first !== second) {
      await chat.says(first);
      chat.sees("não confere");
    }
    await chat.says(second);
    chat.sees("Olá, Maria!");
    await chat.says("sair");
    await chat.tells("oi", second);
    chat.seesNot("Maria");
  });

  it("are good in the chat that asked, and in no other", async () => {
    const chat = chatOf(service, elsewhere);
    const thief = chatOf(service, "5521988880000");
    await chat.tells("oi", cpf);
    await thief.tells("oi", "12345678909");
    await service.runJobs();
    await thief.says(sms.codeTo(mariasPhone));
    thief.seesNot("Maria");
    await chat.says(sms.codeTo(mariasPhone));
    chat.sees("Olá, Maria!");
  });

  it("are over after ten minutes, and after five wrong ones", async () => {
    const chat = chatOf(service, elsewhere);
    await chat.tells("oi", cpf);
    await service.runJobs();
    await chat.waits(10, "minutes");
    await chat.says(sms.codeTo(mariasPhone));
    chat.sees("não vale mais");
    await chat.says(cpf);
    await service.runJobs();
    const code = sms.codeTo(mariasPhone);
    for (const left of [4, 3, 2, 1]) {
      await chat.says(another(code));
      chat.sees(`você tem mais *${left}*`);
    }
    await chat.says(another(code));
    chat.sees("não vale mais");
    await chat.says(code);
    chat.seesNot("Maria");
  });

  it("proves nothing any more once somebody said 'sair'", async () => {
    const chat = chatOf(service, elsewhere);
    await chat.tells("oi", cpf);
    await service.runJobs();
    await chat.says(sms.codeTo(mariasPhone));
    await chat.tells("sair", "oi");
    chat.sees("Digite o CPF ou CNPJ");
  });

  it.each([
    ["within a sentence", "52998224725", "meu cpf é 529.982.247-25"],
    ["within a sentence, in words around it", "52998224725", "oi, aqui é a Maria, CPF 52998224725, quero o boleto"],
    ["without its first zero", "01234567890", "1234567890"],
    ["as it comes from a contact", "52998224725", "\u202A529.982.247\u201125\u202C"],
  ])("is sent for a CPF %s", async (_, document, text) => {
    await service.app.prisma.subscriber.update({ where: { externalId: demoIds.subscriber(1) }, data: { document } });
    const chat = chatOf(service, elsewhere);
    await chat.tells("oi", text);
    chat.sees(taken);
    await service.runJobs();
    // Asked again the same way, another code goes out: the sentence is understood where the code is awaited, too.
    await chat.says(text);
    chat.sees(taken);
    await service.runJobs();
    expect(sms.sent).toHaveLength(2);
    await chat.says(sms.codeTo(mariasPhone));
    chat.sees("Olá, Maria!");
  });

  it("goes by e-mail to who has no mobile, and to a company by its CNPJ with letters", async () => {
    const cnpj = "12.ABC.345/01DE-35";
    const { subscriber, subscriberPhone } = service.app.prisma;
    const data = { name: "Padaria Aurora", email: "dona@aurora.example" };
    const { id: subscriberId } = await subscriber.update({ where: { externalId: demoIds.subscriber(3) }, data });
    await subscriberPhone.updateMany({ where: { subscriberId }, data: { phone: "551133334444" } });
    const chat = chatOf(service, elsewhere);
    await chat.tells("oi", cnpj.toLowerCase());
    chat.sees("Se este CNPJ estiver no cadastro");
    await service.runJobs();
    expect(sms.sent).toEqual([]);
    expect(smtp.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ["dona@aurora.example", "=?UTF-8?Q?Seu_c=C3=B3digo=3A_Vale_Fibra?="],
    ]);
    await chat.says(smtp.codeTo("dona@aurora.example"));
    chat.sees("Olá, Padaria!");
  });

  it("still brings the notice of the boleto that was asked for, also when the proof is over by then", async () => {
    const chat = chatOf(service, elsewhere);
    await chat.tells("oi", cpf);
    await service.runJobs();
    await chat.says(sms.codeTo(mariasPhone));
    await chat.tells("2", "itau");
    chat.sees("Eu mando aqui");
    await chat.waits(40, "minutes");
    chat.sees("já pode ser pago");
    await chat.says("menu");
    chat.sees("Digite o CPF ou CNPJ");
  });

  it("is drawn anew where the gateway failed, and counts once against its three a day", async () => {
    const chat = chatOf(service, elsewhere);
    sms.faults.next = "refuse";
    await chat.tells("oi", cpf);
    await expect(service.runJobs()).rejects.toThrow("não aceitou a mensagem (503)");
    const [{ id } = { id: 0n }] = await service.app.prisma.oneTimeCode.findMany();
    await runJob(service.app, { name: "send-code", codeId: String(id) });
    expect(sms.sent).toHaveLength(1);
    await chat.says(sms.codeTo(mariasPhone));
    chat.sees("Olá, Maria!");
    const { count } = await service.app.prisma.attemptCount.findFirstOrThrow({ orderBy: { resetsAt: "desc" } });
    expect(count).toBe(1);
  });
});

describe("whoever is not proven", () => {
  it("hears the same, word for word, for a known and for an unknown CPF, and for wrong codes", async () => {
    const heard: string[][] = [];
    for (const [phone, document] of [
      [elsewhere, cpf],
      ["5521988880001", unknownCpf],
    ] as const) {
      const chat = chatOf(service, phone);
      const all: string[] = [];
      await chat.says("oi");
      for (const text of [
        document,
        "1",
        "000000",
        document,
        "000000",
        "000001",
        "000002",
        "000003",
        "000004",
        "000005",
      ]) {
        await chat.says(text);
        all.push(chat.heard());
        await service.runJobs();
      }
      heard.push(all);
    }
    expect(heard[0]).toEqual(heard[1]);
    expect(heard[0]?.join("\n")).toMatch(taken);
    expect(sms.sent.map(({ to }) => to)).toEqual([mariasPhone, mariasPhone]);
  });

  it("is led to a person where there is no way to send codes", async () => {
    const bare = await startService("2026-11-24 14:02");
    const heard: string[] = [];
    for (const [phone, document] of [
      [elsewhere, cpf],
      ["5521988880001", unknownCpf],
    ] as const) {
      const chat = chatOf(bare, phone);
      await chat.tells("oi");
      await chat.says(document);
      heard.push(chat.heard().replace(/\d{8}-\d{5}/, "N"));
    }
    expect(heard[0]).toContain("uma pessoa vai confirmar quem é você");
    expect(heard[1]).toBe(heard[0]);
    await bare.stop();
  });

  it("whose phone is in two registers is asked, and a code proves which one", async () => {
    const { app } = service;
    const other = await app.prisma.subscriber.create({
      data: {
        externalId: "xara",
        name: "Otávio Reis",
        document: "16899535009",
        phones: { create: { phone: mariasPhone } },
      },
    });
    const chat = chatOf(service, mariasPhone);
    await chat.says("oi");
    chat.sees("Este telefone está em mais de um cadastro");
    await chat.says(other.document);
    await service.runJobs();
    await chat.says(sms.codeTo(mariasPhone));
    chat.sees("Olá, Otávio!");
  });
});
