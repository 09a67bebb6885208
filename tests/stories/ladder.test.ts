import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReplyDocument } from "../../src/core/conversation/turn.ts";
import { normalisePhone } from "../../src/core/identity/phone.ts";
import { startSms } from "../standins/sms/start-sms.ts";
import { startSmtp } from "../standins/smtp/start-smtp.ts";
import { type Ladder, type LadderChat, rungs } from "../support/ladder.ts";
import { startTelegramService, type TelegramService, telegramChatOf } from "../support/start-telegram-service.ts";

let service: TelegramService;
let around: Omit<Ladder, "begins">;
beforeAll(async () => {
  const sms = await startSms();
  const smtp = await startSmtp();
  service = await startTelegramService("2026-11-24 14:02", {
    more: { checksFirstContact: true, identity: { sms: sms.settings, email: smtp.settings } },
  });
  around = {
    app: service.app,
    sms,
    smtp,
    works: () => service.runJobs(),
    passes: (minutes) => service.waits(minutes, "minutes"),
  };
});
afterAll(async () => {
  await service.stop();
  await around.sms.stop();
  await around.smtp.stop();
});

/** A chat of a channel that gives its phone with each message, heard by what is in the outbox. */
async function vouched(channel: "console" | "web", phone: string): Promise<LadderChat> {
  const address = `${channel}-${phone}`;
  // As the terminal and the page hand it in.
  const known = normalisePhone(phone) ?? phone;
  const rows = () =>
    service.app.prisma.outboundMessage.findMany({ where: { chat: { channel, address } }, orderBy: { id: "asc" } });
  const bodyOf = ({ body }: Awaited<ReturnType<typeof rows>>[number]) =>
    body as { text: string; document?: ReplyDocument };
  const all = async () => (await rows()).map((row) => bodyOf(row).text).join("\n");
  let before = "";
  const chat: LadderChat = {
    all,
    async says(text) {
      before = await all();
      await service.app.receive({
        channel,
        address,
        phone: known,
        externalId: randomUUID(),
        body: { kind: "text", text },
      });
    },
    async sees(text) {
      expect((await all()).slice(before.length)).toMatch(text);
    },
    async file() {
      const document = (await rows()).map(bodyOf).findLast((body) => body.document)?.document;
      if (!document) throw new Error("No file came");
      return Buffer.from((await service.app.draw(document)).bytes).toString("utf8");
    },
  };
  await chat.says("oi");
  return chat;
}

let ids = 700;
/** The same over the Bot API: the phone is shared when it is asked for. */
async function onTelegram(phone: string): Promise<LadderChat> {
  const chat = telegramChatOf(service, { id: ++ids, phone });
  await chat.begins();
  return {
    says: (text) => chat.says(text),
    async sees(text) {
      chat.sees(text);
    },
    all: () => chat.person.screen(),
    async file() {
      const id = chat.person.messages().findLast(({ document }) => document)?.document?.file_id ?? "";
      return service.telegram.world.files.get(id)?.bytes.toString("utf8") ?? "";
    },
  };
}

const channels = {
  "in the terminal": (phone: string) => vouched("console", phone),
  "on the page": (phone: string) => vouched("web", phone),
  "on Telegram": onTelegram,
};

describe.each(Object.entries(channels))("the ladder %s", (_, begins) => {
  it.each(Object.entries(rungs))("%s", (_, climb) => climb({ ...around, begins }));
});

it("on Telegram a name in look-alike letters is no proof, and stands nowhere", async () => {
  const chat = telegramChatOf(service, { id: 699, phone: "5521955111111", firstName: "Mаrіa Sоuza \u202e" });
  await chat.begins();
  chat.sees("Este telefone não está no nosso cadastro");
  const [row] = await service.app.prisma.$queryRaw<{ all: string }[]>`
    SELECT (SELECT string_agg(c::text, ' ') FROM chat c) || (SELECT string_agg(m::text, ' ') FROM inbound_message m) AS all`;
  expect(row?.all).not.toMatch(/Mаrіa|Sоuza/);
});
