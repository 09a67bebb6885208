import { gzipSync } from "node:zlib";
import { cpf as cpfs } from "cpf-cnpj-validator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { siteRouters } from "../../src/app/site.ts";
import { startServer } from "../../src/http/server.ts";
import { createApiKeys } from "../../src/storage/api-keys.ts";
import { startSms } from "../standins/sms/start-sms.ts";
import { statementsOf } from "../support/database/statements-of.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const maria = "5511900000001";
let service: Service;
let sms: Awaited<ReturnType<typeof startSms>>;
beforeEach(async () => {
  sms = await startSms();
  service = await startService("2026-11-24 14:02", undefined, { identity: { sms: sms.settings } });
});
afterEach(async () => {
  await service.stop();
  await sms.stop();
});

const strangerOf = (number: number) => chatOf(service, `55219666${String(number).padStart(5, "0")}`);
const codes = () => service.app.prisma.oneTimeCode.count();

describe("a flood", () => {
  it("from one chat is answered twenty times and once more, costs less than a turn from then on, and nobody else waits", async () => {
    const flood = strangerOf(1);
    const normal = await statementsOf(() => flood.says("oi"));
    await flood.tells(...Array<string>(300).fill("oi"));
    expect(flood.heard().match(/Recebi mensagens demais/g)).toHaveLength(1);
    expect(await service.app.prisma.outboundMessage.count()).toBe(21);
    const cut = await statementsOf(() => flood.says("oi"));
    expect(cut.length).toBeLessThan(normal.length);
    const other = chatOf(service, maria);
    await other.says("oi");
    other.sees("Olá, Maria!");
  });

  it("from two hundred chats at once is answered, each once, and a subscriber in the midst of it", async () => {
    const chats = Array.from({ length: 200 }, (_, index) => strangerOf(100 + index));
    const other = chatOf(service, maria);
    await Promise.all([...chats.slice(0, 100), other, ...chats.slice(100)].map((chat) => chat.says("oi")));
    await service.recovers();
    other.listens();
    const { outboundMessage, inboundMessage } = service.app.prisma;
    expect(await outboundMessage.count()).toBe(201);
    expect(await inboundMessage.count({ where: { status: "done" } })).toBe(201);
  });

  it("of one message delivered a thousand times is one message", async () => {
    const chat = strangerOf(2);
    await chat.says("oi", "the-same");
    const before = await service.app.prisma.outboundMessage.count();
    for (let time = 0; time < 1000; time++) await chat.says("oi", "the-same");
    expect(await service.app.prisma.outboundMessage.count()).toBe(before);
    expect((await statementsOf(() => chat.says("oi", "the-same"))).length).toBeLessThanOrEqual(2);
  });

  it("of two robots that answer each other is over by itself, and begins no more by our word", async () => {
    const robot = strangerOf(3);
    await robot.says("oi");
    let said = 0;
    while (robot.heard() !== "" && said < 200) {
      said++;
      await robot.says(robot.heard());
    }
    expect(said).toBeLessThanOrEqual(21);
    await service.waits(2, "hours");
    robot.listens();
    robot.hearsNothing();
  });
});

describe("codes for a thousand CPFs", () => {
  const thousand = () => Array.from({ length: 1000 }, () => cpfs.generate(false));

  it("asked for in one chat are five an hour, and no row is written for the others", async () => {
    const chat = strangerOf(4);
    await chat.says("oi");
    const attempts = await service.app.prisma.attemptCount.count();
    const all = thousand();
    // Slowly enough not to be cut as a loop.
    for (let from = 0; from < 1000; from += 20) {
      await chat.tells(...all.slice(from, from + 20));
      await service.waits(61, "seconds");
    }
    expect(await codes()).toBeLessThanOrEqual(5);
    expect((await service.app.prisma.attemptCount.count()) - attempts).toBeLessThanOrEqual(6);
    expect(sms.sent).toEqual([]);
    await chat.waits(61, "minutes");
    await chat.tells("oi", cpfs.generate(false));
    chat.sees("enviei um código");
  });

  it("asked for in two hundred chats send nothing to anybody but the one who is there, and twice at most", async () => {
    const { document } = await service.app.prisma.subscriber.findFirstOrThrow({
      where: { phones: { some: { phone: maria } } },
    });
    const all = thousand();
    for (let number = 0; number < 200; number++) {
      const chat = strangerOf(1000 + number);
      await chat.tells("oi", number % 20 === 0 ? document : (all[number] ?? ""));
    }
    await service.runJobs();
    expect(sms.sent.map(({ to }) => to)).toEqual([maria, maria]);
    const owner = chatOf(service, maria);
    await owner.says("oi");
    owner.sees("Olá, Maria!");
  });
});

describe("a message that is", () => {
  const odd: readonly [string, string][] = [
    ["a hundred thousand letters", "a".repeat(100_000)],
    ["a million lines of one number", "7\n".repeat(1_000_000)],
    ["half a character, over and over", "\ud800".repeat(100_000)],
    ["cut in the middle of one", `${"a".repeat(4095)}😀`],
    ["full of NUL and other controls", "\u0000\u0001\u001b[2J\u007f\u0085oi".repeat(5000)],
    ["written backwards", "\u202e\u2066oi\u2069\u202c".repeat(5000)],
    ["a letter with a hundred thousand accents", `a${"\u0301".repeat(100_000)}`],
    ["one character that is eighteen", "\ufdfa".repeat(100_000)],
    ["nothing but blanks", " \u3000\u00a0\u2028".repeat(50_000)],
    ["almost a number, for very long", `${"1".repeat(50_000)}x`],
    ["a whole page of a program", "'; DROP TABLE chat; -- <script>process.exit()</script> %00 ".repeat(3000)],
  ];
  it.each(odd)("%s is answered, kept short, and without what is no writing", async (_, text) => {
    const chat = strangerOf(5);
    await chat.says("oi");
    await chat.says(text);
    expect(chat.heard()).not.toBe("");
    const { body } = await service.app.prisma.inboundMessage.findFirstOrThrow({ orderBy: { id: "desc" } });
    const kept = (body as { text: string }).text;
    expect(kept.length).toBeLessThanOrEqual(4096);
    expect(kept.isWellFormed()).toBe(true);
    expect(kept).not.toMatch(/(?![\n\t\r])\p{Cc}|\p{Bidi_Control}/u);
    await chat.says("ajuda");
    chat.sees("Eu mostro");
  });

  it("a bank's or a command's name in look-alike letters chooses nothing", async () => {
    const chat = chatOf(service, maria);
    await chat.tells("oi", "2");
    for (const text of ["іtаυ", "ѕісооb"]) {
      await chat.says(text);
      chat.seesNot("Estou preparando");
    }
    expect(await service.boletos()).toEqual([]);
    await chat.says("itau");
    chat.sees("Estou preparando");
  });
});

it("a body that unpacks to fifty megabytes is refused before it is unpacked whole, and a stranger's is not unpacked", async () => {
  const { app } = service;
  const server = await startServer({ host: "127.0.0.1", port: 0, routers: await siteRouters(app) });
  const key = await createApiKeys(app.prisma).create("erp", ["read", "write"]);
  const body = gzipSync(Buffer.concat([Buffer.from('{"name":"'), Buffer.alloc(50 * 2 ** 20, "a"), Buffer.from('"}')]));
  expect(body.length).toBeLessThan(100_000);
  const put = (authorization: string) =>
    fetch(`${server.url}/api/v1/subscribers/x`, {
      method: "PUT",
      headers: { "content-type": "application/json", "content-encoding": "gzip", authorization },
      body,
    }).then(({ status }) => status);
  const before = process.memoryUsage().arrayBuffers;
  expect(await put(`Bearer ${key}`)).toBe(413);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 2 ** 20);
  expect(await put("Bearer x")).toBe(401);
  await server.close();
});
