import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findChromium } from "../../../scripts/find-chromium.mjs";
import { messageId } from "../../../src/bots/whatsapp/create-sender.ts";
import { isEchoOf } from "../../../src/bots/whatsapp/echoes.ts";
import { handBack } from "../../../src/core/use-cases/operator/hand-back.ts";
import { readTalk } from "../../../src/panel/attendance/read-talk.ts";
import { type StandIn, startWhatsapp } from "../../standins/whatsapp/start-whatsapp.ts";
import { hangAt } from "../../support/database/hang-at.ts";
import { sessionFolder } from "../../support/open-web-client.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";
import { pair, startWhatsappService, type WhatsappService } from "../../support/start-whatsapp-service.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

// Chromium is slow to start where the machine is busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
let standIn: StandIn;
let folder: ReturnType<typeof sessionFolder>;
let database: TestDatabase;
let service: WhatsappService;
const start = () => startWhatsappService({ standIn, database, dir: folder.dir, timings: { echoMs: 300 } });
let number = 0;
const somebody = (lid?: string) =>
  standIn.person(`552199100${String(++number).padStart(4, "0")}`, lid === undefined ? {} : { lid });

beforeAll(async () => {
  standIn = await startWhatsapp();
  folder = sessionFolder();
  database = await createTestDatabase();
  service = await start();
  await pair(service, standIn);
});
afterAll(async () => {
  await service.close();
  await database.drop();
  await standIn.stop();
  folder.remove();
});

const chatAt = (address: string) =>
  service.app.prisma.chat.findFirst({ where: { address }, include: { attendances: true } });
/** The chat is a person's: the bot is silent there, and the talk stands in Atendimento. */
const isAPersons = (address: string) =>
  service.until(async () => {
    const chat = await chatAt(address);
    if (!chat?.personUntil || chat.attendances.length !== 1) throw new Error("The bot's");
    return chat;
  });
/** Everything that the page has told of so far is judged: a later message is. */
async function allIsJudged() {
  const last = somebody();
  last.isAnsweredOnPhone("Oi, aqui é da Vale Fibra.");
  await isAPersons(last.account.phone);
}
const settled = () =>
  service.until(async () => {
    const open = (await service.outbox()).filter(({ status }) => status === "pending" || status === "unknown");
    if (open.length > 0) throw new Error(`Still open: ${open.map(({ status, error }) => `${status} ${error}`)}`);
  });

describe("somebody of the company answers on the phone itself", () => {
  test("the bot is silent as when called, the talk stands in Atendimento, until it is handed back", async () => {
    const maria = somebody();
    maria.says("oi");
    await maria.hears("CPF");
    maria.isAnsweredOnPhone("Oi! Aqui é a Bia, já vejo para você.");
    const chat = await isAPersons(maria.account.phone);
    expect(chat.personUntil?.getTime()).toBeGreaterThan(Date.now() + 11 * 3_600_000);
    expect(chat.attendances).toMatchObject([{ subject: "iniciado pela equipe", answeredBy: "celular da empresa" }]);
    const talk = await readTalk(service.app.prisma, String(chat.id), 50);
    const said = { from: "person", by: "celular da empresa", text: "Oi! Aqui é a Bia, já vejo para você." };
    expect(talk?.messages).toContainEqual(expect.objectContaining(said));
    const before = maria.got().length;
    maria.says("obrigada, e a minha internet?");
    await service.until(async () => {
      const heard = await service.app.prisma.inboundMessage.count({ where: { chatId: chat.id, status: "done" } });
      if (heard !== 2) throw new Error(`${heard}`);
    });
    await settled();
    expect(maria.got()).toHaveLength(before);
    await handBack(service.app.deps, String(chat.id));
    await maria.hears("foi encerrado");
    maria.says("menu");
    await maria.hears("CPF");
  });

  test("also under a LID, with a picture, and where the company wrote first", async () => {
    const ana = somebody("77000000000091");
    ana.isAnsweredOnPhone("", { type: "image", caption: "O técnico vai hoje.", mimetype: "image/jpeg" });
    const chat = await isAPersons(ana.account.phone);
    expect(chat.account).toBe("77000000000091@lid");
    ana.says("que horas?");
    await service.until(async () => {
      if ((await service.app.prisma.inboundMessage.count({ where: { chatId: chat.id, status: "done" } })) !== 1)
        throw new Error("Not yet");
    });
    await settled();
    expect(ana.got()).toHaveLength(1);
  });

  test("and nowhere else: not in a group, in the status, or in the notebook of the own number", async () => {
    const rui = somebody();
    rui.isAnsweredOnPhone("Bom dia, equipe.", {}, "120363000000000009@g.us");
    rui.isAnsweredOnPhone("Promoção!", {}, "status@broadcast");
    rui.isAnsweredOnPhone("comprar café", {}, standIn.network.own.phone);
    await allIsJudged();
    const addresses = ["120363000000000009@g.us", "status@broadcast", standIn.network.own.phone];
    expect(await service.app.prisma.chat.count({ where: { address: { in: addresses } } })).toBe(0);
  });
});

describe("a message of the outbox is never taken for a person's", () => {
  test("answers, notices and files of the bot, and what an operator writes in the panel", async () => {
    const maria = standIn.person("5511900000001");
    maria.says("oi");
    await maria.hears("Olá, Maria!");
    maria.says("2");
    await maria.hears("De qual banco");
    maria.says("itau");
    await maria.hears("já pode ser pago");
    await maria.hears(".pdf");
    await settled();
    await allIsJudged();
    expect((await chatAt(maria.account.phone))?.personUntil).toBeNull();
    maria.says("menu");
    await maria.hears("Vence");
  });

  test("nor one that takes long to be marked as sent", async () => {
    const eva = somebody();
    const hang = await hangAt(database.connection, {
      table: "outbound_message",
      when: "BEFORE UPDATE",
      where: "NEW.status = 'sent'",
    });
    eva.says("oi");
    await eva.hears("CPF");
    await hang.reached();
    await allIsJudged();
    await hang.end();
    service.passes(31);
    await settled();
    expect((await chatAt(eva.account.phone))?.personUntil).toBeNull();
    eva.says("oi");
    await eva.hears("CPF");
  });

  test("nor one of a process that was killed between sending and marking: the next one goes on answering", async () => {
    await service.close();
    const ivo = somebody();
    const hang = await hangAt(database.connection, {
      table: "outbound_message",
      when: "BEFORE UPDATE",
      where: "NEW.status = 'sent'",
    });
    const killed = runFaturabot(["start"], {
      PORT: "0",
      DEMO: "on",
      DATA_DIR: `${folder.dir}/data`,
      DATABASE_URL: database.connection.connectionString,
      WHATSAPP: "on",
      WHATSAPP_DIR: folder.dir,
      WHATSAPP_CHROMIUM: findChromium() ?? "",
      WHATSAPP_CHROMIUM_ARGS: JSON.stringify(standIn.chromiumArgs),
    });
    ivo.says("oi");
    const sent = await ivo.hears("CPF");
    await hang.reached();
    killed.kill();
    await killed.ended;
    await hang.end();
    service = await start();
    await service.stands("ready", new Date(Date.now() - 1));
    standIn.network.deliverAgain(sent);
    await allIsJudged();
    service.passes(31);
    await settled();
    expect((await chatAt(ivo.account.phone))?.personUntil).toBeNull();
    expect(ivo.got()).toHaveLength(1);
    ivo.says("oi");
    await ivo.hears("CPF");
  });

  test.each([
    [
      "known by its id, of this or an earlier attempt",
      { id: messageId("7", 1) },
      { status: "failed", attempts: 2 },
      true,
    ],
    ["known by the id that the channel told", { id: "3A9" }, { status: "delivered", providerMessageId: "3A9" }, true],
    ["known by its text, as long as it may be on its way", { text: "Oi!" }, { status: "pending" }, true],
    ["known by its text, as long as its outcome is unknown", { text: "Oi!" }, { status: "unknown" }, true],
    ["not known by its text once its id is known", { text: "Oi!" }, { status: "sent" }, false],
    ["known by its file", { fileName: "boleto.pdf" }, { status: "pending", fileName: "boleto.pdf" }, true],
    ["not known by another file", { fileName: "foto.pdf" }, { status: "pending", fileName: "boleto.pdf" }, false],
    ["not known by nothing at all", {}, { status: "pending" }, false],
  ] as const)("it is %s", (_, echo, known, same) => {
    const trace = { id: "7", attempts: 1, text: "Oi!", ...known };
    expect(isEchoOf({ id: "3A1", text: "", ...echo }, trace)).toBe(same);
  });
});
