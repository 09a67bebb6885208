import { cpf as cpfs } from "cpf-cnpj-validator";
import { expect } from "vitest";
import type { App } from "../../src/app/open-app.ts";
import type { startSms } from "../standins/sms/start-sms.ts";
import type { startSmtp } from "../standins/smtp/start-smtp.ts";
import { enterSubscriber, type StorySubscriber } from "./enter-subscriber.ts";

/** Somebody's chat in some channel, as far as the ladder goes. */
export interface LadderChat {
  says(text: string): Promise<void>;
  /** Waits for it where the channel takes its time. */
  sees(text: string | RegExp): Promise<void>;
  /** All that was ever said here. */
  all(): Promise<string> | string;
  /** What stands in the last file. */
  file(): Promise<string>;
}

/** A channel with what stands around it. */
export interface Ladder {
  app: App;
  /** "Conferir CPF no primeiro contato" is on. Somebody with that phone writes for the first time, and vouches for it as the channel does. */
  begins(phone: string): Promise<LadderChat>;
  /** What was asked for is worked off. */
  works(): Promise<void>;
  passes(minutes: number): Promise<void>;
  sms: Awaited<ReturnType<typeof startSms>>;
  smtp: Awaited<ReturnType<typeof startSmtp>>;
}

const bill = { invoices: [{ due: "2026-12-10" }] };
let firms = 0;

/** Each rung of "who may see what", as one talk. */
export const rungs: Record<string, (ladder: Ladder) => Promise<void>> = {
  async "the own phone, registered once: proven, and 'meus dados' comes as a file"(ladder) {
    const { phone, document } = await enter(ladder);
    const chat = await confirmed(ladder, phone, document);
    await chat.sees("Olá, Eva!");
    await chat.says("meus dados");
    await chat.sees("O que guardamos: *Eva Prado*");
    await chat.sees("meus-dados.txt");
    const file = await chat.file();
    for (const held of [cpfs.format(document), phone, "R$ 100,00"]) expect(file).toContain(held);
    expect(await chat.all()).not.toContain(cpfs.format(document));
  },

  async "the same known without its ninth digit"(ladder) {
    const { phone, document } = await enter(ladder);
    const chat = await confirmed(ladder, `${phone.slice(0, 4)}${phone.slice(5)}`, document);
    await chat.sees("Olá, Eva!");
  },

  async "a landline"(ladder) {
    const { subscriberId, phone, document } = await enter(ladder);
    const landline = `5521333${phone.slice(-5)}`;
    await ladder.app.prisma.subscriberPhone.create({ data: { subscriberId, phone: landline } });
    const chat = await confirmed(ladder, landline, document);
    await chat.sees("Olá, Eva!");
  },

  async "a phone that leaves the register proves nothing from the next message on"(ladder) {
    const { phone, document } = await enter(ladder);
    const chat = await confirmed(ladder, phone, document);
    await chat.sees("Olá, Eva!");
    await ladder.app.prisma.subscriberPhone.deleteMany({ where: { phone } });
    await chat.says("1");
    await chat.sees("Este telefone não está no nosso cadastro");
  },

  async "the first contact: three digits of the CPF, after a wrong try"(ladder) {
    const { phone, document } = await enter(ladder);
    const chat = await ladder.begins(phone);
    await chat.sees("3 primeiros números");
    await chat.says(document.startsWith("000") ? "111" : "000");
    await chat.sees("mais *2* tentativas");
    expect(await chat.all()).not.toMatch(/Eva|Vence/);
    await chat.says(document.slice(0, 3));
    await chat.sees("Olá, Eva!");
  },

  async "a phone in two registers: asked, and a CPF with its code by SMS says whose"(ladder) {
    const { phone } = await enter(ladder);
    const other = await enter(ladder, { name: "Otávio Reis" });
    await ladder.app.prisma.subscriberPhone.create({ data: { subscriberId: other.subscriberId, phone } });
    const chat = await ladder.begins(phone);
    await chat.sees("Este telefone está em mais de um cadastro");
    await chat.says(other.document);
    await chat.sees("Se este CPF estiver no cadastro, enviei um código");
    await ladder.works();
    await chat.says(await newestCode(ladder));
    await chat.sees("Olá, Otávio!");
    expect(await chat.all()).not.toContain("Eva");
  },

  async "an unknown phone: a CPF and its code, until 'sair', and until half an hour of silence"(ladder) {
    const { document } = await enter(ladder);
    const chat = await ladder.begins(strangers());
    await chat.sees("Este telefone não está no nosso cadastro");
    for (const ends of ["sair", "silence"]) {
      await chat.says(document);
      await chat.sees("enviei um código");
      await ladder.works();
      const code = await newestCode(ladder);
      await chat.says(code === "000000" ? "000001" : "000000");
      await chat.sees("não confere");
      await chat.says(code);
      await chat.sees("Olá, Eva!");
      if (ends === "silence") await ladder.passes(31);
      else {
        await chat.says("sair");
        await chat.sees("Conversa encerrada");
      }
      await chat.says("menu");
      await chat.sees(/igite o CPF/);
    }
  },

  async "a company: a CNPJ with letters and its code by e-mail"(ladder) {
    const email = `contas${++firms}@quitanda.example`;
    const { subscriberId, document } = await enter(ladder, { name: "Quitanda Aurora" }, cnpjOf(firms));
    await ladder.app.prisma.subscriber.update({ where: { id: subscriberId }, data: { email } });
    await ladder.app.prisma.subscriberPhone.deleteMany({ where: { subscriberId } });
    const chat = await ladder.begins(strangers());
    await chat.sees("CPF");
    await chat.says(document.toLowerCase());
    await chat.sees("Se este CNPJ estiver no cadastro");
    await ladder.works();
    await expect.poll(() => ladder.smtp.codeTo(email), { timeout: 20_000 }).toMatch(/^\d{6}$/);
    await chat.says(ladder.smtp.codeTo(email));
    await chat.sees("Olá, Quitanda!");
  },

  async "another phone that is authorised: that contract alone, until it is taken out"(ladder) {
    const { contractId, document } = await enter(ladder);
    const [son, tenant] = [strangers(), strangers()];
    for (const phone of [son, tenant]) await ladder.app.prisma.contractPhone.create({ data: { contractId, phone } });
    const ofSon = await confirmed(ladder, son, document);
    await ofSon.sees("1 fatura em aberto");
    await ladder.app.prisma.contractPhone.deleteMany({ where: { phone: son } });
    await ofSon.says("1");
    await ofSon.sees("Este telefone não está no nosso cadastro");
    const ofTenant = await confirmed(ladder, tenant, document);
    await ofTenant.sees("1 fatura em aberto");
    await ofTenant.says("meus dados");
    await ofTenant.sees("Os dados são do titular");
    expect((await ofSon.all()) + (await ofTenant.all())).not.toContain("Eva");
  },

  async "a right CPF of somebody else, and an unknown one: the same words, and no code reaches this chat's person"(
    ladder,
  ) {
    const { document } = await enter(ladder);
    const heard: string[] = [];
    for (const given of [document, cpfs.generate(false)]) {
      const chat = await ladder.begins(strangers());
      await chat.sees("CPF");
      await chat.says(given);
      await chat.sees("enviei um código");
      await chat.says("abc");
      await chat.sees("6 números");
      heard.push(await chat.all());
    }
    expect(heard[1]).toBe(heard[0]);
    await ladder.works();
    await newestCode(ladder);
    expect(ladder.sms.sent).toEqual([]);
  },

  async "who cannot prove anything: a person"(ladder) {
    const chat = await ladder.begins(strangers());
    await chat.sees("CPF");
    await chat.says("atendente");
    await chat.sees(/Protocolo/i);
  },
};

async function enter(ladder: Ladder, story: StorySubscriber = {}, document = cpfs.generate(false)) {
  const entered = await enterSubscriber(ladder, { ...bill, ...story, subscriber: { document } });
  return { ...entered, document };
}

/** Writes for the first time, and says the first digits of the holder's CPF. */
async function confirmed(ladder: Ladder, phone: string, document: string): Promise<LadderChat> {
  const chat = await ladder.begins(phone);
  await chat.sees("3 primeiros números");
  await chat.says(document.slice(0, 3));
  return chat;
}

/** The code that went out last, once. */
async function newestCode({ sms }: Ladder): Promise<string> {
  await expect.poll(() => sms.sent.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const { message = "" } = sms.sent.pop() ?? {};
  return /\d{6}/.exec(message)?.[0] ?? "none";
}

let stranger = 0;
const strangers = () => `5521955${String(500_000 + ++stranger)}`;

/** A CNPJ with letters, its check digits right. */
function cnpjOf(number: number): string {
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  const digit = (text: string) => {
    const sum = [...text].reduce(
      (total, each, at) => total + (each.charCodeAt(0) - 48) * (weights[weights.length - text.length + at] ?? 0),
      0,
    );
    return `${text}${sum % 11 < 2 ? 0 : 11 - (sum % 11)}`;
  };
  return digit(digit(`QU1TAND${number}0001`));
}
