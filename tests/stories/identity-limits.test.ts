import { afterEach, beforeEach, expect, it } from "vitest";
import { centralOf } from "../../src/app/central.ts";
import { checkCode } from "../../src/core/use-cases/identity/check-code.ts";
import { requestCode } from "../../src/core/use-cases/identity/request-code.ts";
import { createLoginLink } from "../../src/storage/login-links.ts";
import { startSms } from "../standins/sms/start-sms.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const mariasPhone = "5511900000001";
let service: Service;
let sms: Awaited<ReturnType<typeof startSms>>;
let cpf: string;
beforeEach(async () => {
  sms = await startSms();
  service = await startService("2026-11-24 14:02", undefined, { identity: { sms: sms.settings } });
  cpf = (await service.app.prisma.subscriber.findFirstOrThrow({ where: { phones: { some: { phone: mariasPhone } } } }))
    .document;
});
afterEach(async () => {
  await service.stop();
  await sms.stop();
});

const fromWeb = (document: string, thread: string, address: string) =>
  service.app.storage.transaction((records) =>
    requestCode(records, {
      document,
      origin: { kind: "web", thread, address },
      couriers: service.app.deps.couriers,
      now: service.clock(),
    }),
  );
const strangerOf = (number: number) => chatOf(service, `55219555500${String(number).padStart(2, "0")}`);

it("a chat that asks for a sixth code within the hour is told how long to wait, and is served after it", async () => {
  const chat = strangerOf(1);
  await chat.tells("oi", ...Array<string>(5).fill("168.995.350-09"));
  chat.seesNot("demais");
  await chat.waits(20, "minutes");
  await chat.tells("oi", "168.995.350-09");
  chat.sees("Foram pedidos códigos demais. Espere *40 minutos*");
  await chat.waits(40, "minutes");
  await chat.tells("oi", "168.995.350-09");
  chat.sees("enviei um código");
});

it("a document asked for from many chats is limited for half an hour, known or not", async () => {
  const heard: string[] = [];
  for (const [first, document] of [
    [10, cpf],
    [20, "16899535009"],
  ] as const) {
    for (let number = first; number < first + 7; number++) {
      const chat = strangerOf(number);
      await chat.tells("oi", document);
      if (number === first + 6) heard.push(chat.heard());
    }
  }
  expect(heard[0]).toContain("Espere *30 minutos*");
  expect(heard[1]).toBe(heard[0]);
});

it("a phone gets at most three codes a day, the last of them only for who proved to be its owner before", async () => {
  const owner = strangerOf(30);
  const asks = async (chat: typeof owner) => {
    await chat.tells("oi", cpf);
    await service.runJobs();
    await service.waits(31, "minutes");
  };
  await owner.tells("oi", cpf);
  await service.runJobs();
  await owner.says(sms.codeTo(mariasPhone));
  owner.sees("Olá, Maria!");
  await service.waits(31, "minutes");
  for (const number of [31, 32, 33]) await asks(strangerOf(number));
  expect(sms.sent).toHaveLength(2);
  await asks(owner);
  expect(sms.sent).toHaveLength(3);
  await asks(owner);
  expect(sms.sent).toHaveLength(3);
  await service.waits(24, "hours");
  await asks(owner);
  expect(sms.sent).toHaveLength(4);
});

it("a chat that proved to be the owner's is served while strangers go on asking for the same document", async () => {
  const owner = strangerOf(50);
  await owner.tells("oi", cpf);
  await service.runJobs();
  await owner.says(sms.codeTo(mariasPhone));
  owner.sees("Olá, Maria!");
  await service.waits(31, "minutes");
  for (let number = 51; number < 58; number++) await strangerOf(number).tells("oi", cpf);
  const elsewhere = strangerOf(58);
  await elsewhere.tells("oi", cpf);
  elsewhere.sees("Espere *30 minutos*");
  await owner.tells("oi", cpf);
  owner.sees("enviei um código");
  owner.seesNot("Espere");
  await service.runJobs();
  await owner.says(sms.codeTo(mariasPhone));
  owner.sees("Olá, Maria!");
});

it("so is a browser in which the owner was before, also from a network that somebody else uses up", async () => {
  const central = centralOf(service.app);
  const at = (thread: string, more = {}) => ({ thread, address: "203.0.113.7", ...more });
  await central.requestCode(cpf, at("casa"));
  await service.runJobs();
  const came = await central.checkCode(sms.codeTo(mariasPhone), at("casa"));
  if (came.kind !== "in") throw new Error(came.kind);
  await service.waits(3, "hours");
  for (let index = 0; index < 60; index++) await central.requestCode(documentOf(index), at(`t${index}`));
  for (let index = 0; index < 6; index++) await central.requestCode(cpf, { ...at(`d${index}`), address: "192.0.2.9" });
  expect((await central.requestCode(cpf, at("outra"))).kind).toBe("limited");
  expect((await central.requestCode(documentOf(1), at("outra", { browser: came.browser }))).kind).toBe("limited");
  // The thread ended with the login: the browser is known by its own cookie.
  const back = at("nova", { browser: came.browser });
  expect(await central.requestCode(cpf, back)).toEqual({ kind: "sent" });
  await service.runJobs();
  const again = await central.checkCode(sms.codeTo(mariasPhone), back);
  if (again.kind !== "in") throw new Error(again.kind);
  expect((await central.session(again.token))?.subscriber.name).toContain("Maria");
  // What it asks for is counted, too, and the cookie of before is worth nothing.
  expect((await central.requestCode(cpf, at("velha", { browser: came.browser }))).kind).toBe("limited");
  for (let index = 0; index < 4; index++) await central.requestCode(cpf, at(`r${index}`, { browser: again.browser }));
  await central.requestCode(cpf, at("r5", { browser: again.browser }));
  expect((await central.requestCode(cpf, at("r6", { browser: again.browser }))).kind).toBe("limited");
});

it("one who was limited already takes nothing from the document's owner", async () => {
  const thief = strangerOf(40);
  await thief.tells("oi", ...Array<string>(12).fill(cpf));
  thief.sees("demais");
  const owner = strangerOf(41);
  await owner.tells("oi", cpf);
  owner.sees("enviei um código");
});

it("the web is limited by address, a whole IPv6 network being one", async () => {
  for (let index = 0; index < 60; index++)
    expect(await fromWeb(documentOf(index), `t${index}`, `2001:db8:1:2::${index}`)).toEqual({ kind: "sent" });
  expect(await fromWeb(documentOf(60), "t60", "2001:db8:1:2:ffff::1")).toMatchObject({ kind: "limited" });
  expect(await fromWeb(documentOf(60), "t60", "2001:db8:1:3::1")).toEqual({ kind: "sent" });
  for (let index = 0; index < 60; index++)
    await fromWeb(documentOf(index), `p${index}`, `198.51.100.4:${5000 + index}`);
  expect(await fromWeb(documentOf(61), "p60", "198.51.100.4:6000")).toMatchObject({ kind: "limited" });
});

it("who has many IPv6 networks is limited by the site that they belong to", async () => {
  const kinds: string[] = [];
  for (let index = 0; index < 250; index++)
    kinds.push((await fromWeb(documentOf(index), `s${index}`, `2001:db8:7:${index.toString(16)}::1`)).kind);
  expect(kinds.indexOf("limited")).toBe(240);
});

it("a code asked for on the web is right there, and nowhere else", async () => {
  const { storage, deps } = service.app;
  await fromWeb(cpf, "pagina", "203.0.113.7");
  await service.runJobs();
  const check = (thread: string) =>
    storage.transaction((records) =>
      checkCode(records, {
        code: sms.codeTo(mariasPhone),
        origin: { kind: "web", thread, address: "203.0.113.7" },
        mint: deps.mint,
        now: service.clock(),
      }),
    );
  expect(await check("outra")).toEqual({ kind: "over" });
  expect(await check("pagina")).toMatchObject({
    kind: "right",
    subscriber: { name: expect.stringContaining("Maria") },
  });
  expect(await check("pagina")).toEqual({ kind: "over" });
});

it("many tries at the same moment are counted as if one came after the other", async () => {
  const { storage, deps } = service.app;
  await fromWeb(cpf, "corrida", "203.0.113.8");
  await service.runJobs();
  const right = sms.codeTo(mariasPhone);
  const wrong = right === "000000" ? "000001" : "000000";
  const outcomes = await Promise.all(
    Array.from({ length: 9 }, () =>
      storage.transaction((records) =>
        checkCode(records, {
          code: wrong,
          origin: { kind: "web", thread: "corrida", address: "203.0.113.8" },
          mint: deps.mint,
          now: service.clock(),
        }),
      ),
    ),
  );
  expect(outcomes.filter(({ kind }) => kind === "wrong")).toHaveLength(4);
  expect(outcomes.filter(({ kind }) => kind === "over")).toHaveLength(5);
});

it("a link of the chat opens the Central once, and no chat's link does", async () => {
  const { app } = service;
  const { id } = await app.prisma.subscriber.findFirstOrThrow({ where: { document: cpf } });
  const token = await app.createCentralLink(id);
  const use = (given: string) =>
    app.storage.transaction((records) => records.useLink(given, "central", service.clock()));
  const ofChat = await createLoginLink(app.prisma, { subscriberId: id, purpose: "chat" }, service.clock());
  expect(await use(ofChat.token)).toBeUndefined();
  expect(await use(token)).toMatchObject({ id });
  expect(await use(token)).toBeUndefined();
  const late = await app.createCentralLink(id);
  await service.waits(15, "minutes");
  expect(await use(late)).toBeUndefined();
});

/** Documents that nobody has; only their being different counts here. */
const documentOf = (index: number) => String(10_000_000_000 + index);
