import { describe, expect, it } from "vitest";
import type { Origin } from "../../../src/core/identity/origin.ts";
import { checkCode } from "../../../src/core/use-cases/identity/check-code.ts";
import { checkDigits } from "../../../src/core/use-cases/identity/check-digits.ts";
import { requestCode } from "../../../src/core/use-cases/identity/request-code.ts";
import { sendCode } from "../../../src/core/use-cases/identity/send-code.ts";
import { createWorld, minutes } from "./world.ts";

const maria = { id: "maria", name: "Maria Souza", document: "16899535009" };
const phone = "5511900000001";
const chat = (chatId: string): Origin => ({ kind: "chat", chatId });
const web = (thread: string): Origin => ({ kind: "web", thread, address: "203.0.113.7" });

function proving(contacts: { phones?: readonly string[]; email?: string } = { phones: [phone] }) {
  const world = createWorld();
  const sent: string[] = [];
  const courier = (name: string) => ({ send: async (to: string) => void sent.push(`${name} ${to}`) });
  const couriers = { sms: courier("sms"), email: courier("email") };
  const deps = { ...world.deps, couriers };
  world.memory.tables.subscribers.set("maria", { phones: [], ...maria, ...contacts });
  const request = (origin = chat("1"), document = maria.document) =>
    world.run((records) => requestCode(records, { document, origin, couriers, now: world.clock.now() }));
  const send = () => sendCode(deps, String(world.memory.tables.codes.length));
  const check = (code: string, origin = chat("1")) =>
    world.run((records) => checkCode(records, { code, origin, mint: deps.mint, now: world.clock.now() }));
  const ask = async (origin = chat("1")) => {
    const asked = await request(origin);
    if (asked.kind === "sent") await send();
    return asked.kind;
  };
  return { ...world, deps, sent, request, send, check, ask };
}

describe("a code that is asked for", () => {
  it("answers the same for a document that nobody has: only then, nothing goes out", async () => {
    const world = proving();
    const [known, unknown] = [await world.request(), await world.request(chat("1"), "52998224725")];
    expect(unknown).toEqual(known);
    expect(world.jobs()).toEqual(["send-code", "send-code"]);
    await world.send();
    expect(world.sent).toEqual([]);
  });

  it("goes to the contact that most registrations with the document share, else to the newest's", async () => {
    const world = proving();
    const { subscribers } = world.memory.tables;
    subscribers.set("newest", { ...maria, id: "newest", phones: ["5511900000002"] });
    await world.ask();
    expect(world.sent).toEqual(["sms 5511900000002"]);
    subscribers.set("maria", { ...maria, phones: [phone, "5511900000003"] });
    subscribers.set("newest", { ...maria, id: "newest", phones: ["5511900000002", "5511900000003"] });
    await world.ask();
    expect(world.sent.at(-1)).toBe("sms 5511900000003");
  });

  it("is off where there is no way to send one", async () => {
    const world = createWorld();
    const asked = { document: maria.document, origin: chat("1"), couriers: {}, now: world.clock.now() };
    expect(await world.run((records) => requestCode(records, asked))).toEqual({ kind: "off" });
    expect(world.memory.tables.attempts.size).toBe(0);
  });

  it("may be asked for five times an hour in one chat, and a sixth takes nothing from the document's owner", async () => {
    const world = proving();
    const kinds = [];
    for (let nth = 0; nth < 6; nth++) kinds.push((await world.request()).kind);
    expect(kinds).toEqual(["sent", "sent", "sent", "sent", "sent", "limited"]);
    expect(await world.request()).toEqual({ kind: "limited", until: minutes(60) });
    expect((await world.request(chat("2"))).kind).toBe("sent");
    world.goTo(minutes(60));
    expect((await world.request()).kind).toBe("sent");
  });

  it("may be asked for six times in half an hour with one document, wherever", async () => {
    const world = proving();
    for (let nth = 0; nth < 6; nth++) expect((await world.request(chat(`c${nth}`))).kind).toBe("sent");
    expect(await world.request(chat("c7"))).toEqual({ kind: "limited", until: minutes(30) });
    expect((await world.request(chat("c7"), "52998224725")).kind).toBe("sent");
  });

  it("is counted by network on the web, whose threads cost nothing to make", async () => {
    const world = proving();
    const documents = Array.from({ length: 61 }, (_, nth) => String(nth).padStart(11, "0"));
    const kinds = [];
    for (const document of documents) kinds.push((await world.request(web(`t${document}`), document)).kind);
    expect(kinds.filter((kind) => kind === "sent")).toHaveLength(60);
    expect(kinds.at(-1)).toBe("limited");
  });
});

describe("a code that goes out", () => {
  it("goes to a mobile, else by e-mail, never to a landline", async () => {
    for (const [contacts, to] of [
      [{ phones: ["551130000001", phone], email: "m@example.com" }, `sms ${phone}`],
      [{ phones: ["551130000001"], email: "m@example.com" }, "email m@example.com"],
    ] as const) {
      const world = proving(contacts);
      await world.ask();
      expect(world.sent).toEqual([to]);
    }
  });

  it("reaches one phone twice a day for strangers, three times for whoever proved it there before", async () => {
    const world = proving();
    for (const chatId of ["8", "9", "10"]) await world.ask(chat(chatId));
    expect(world.sent).toHaveLength(2);
    const known = proving();
    for (let nth = 0; nth < 4; nth++) {
      await known.ask();
      await known.check("123456");
    }
    expect(known.sent).toHaveLength(3);
  });

  it("that is sent again after a failure goes to the same contact and counts once", async () => {
    const world = proving();
    await world.request();
    for (let nth = 0; nth < 5; nth++) await world.send();
    expect(world.sent).toEqual(Array(5).fill(`sms ${phone}`));
  });

  it("does not go out after its ten minutes", async () => {
    const world = proving();
    await world.request();
    world.goTo(minutes(10));
    await world.send();
    expect(world.sent).toEqual([]);
  });
});

describe("a code that is typed", () => {
  it("proves its subscriber once, where it was asked for and nowhere else", async () => {
    const world = proving();
    await world.ask();
    expect(await world.check("123456", chat("2"))).toEqual({ kind: "over" });
    expect(await world.check("123456")).toEqual({ kind: "right", subscriber: { id: "maria", name: "Maria Souza" } });
    expect(await world.check("123456")).toEqual({ kind: "over" });
  });

  it("may be wrong four times and is over with the fifth, also for the right one", async () => {
    const world = proving();
    await world.ask();
    for (const triesLeft of [4, 3, 2, 1]) expect(await world.check("000000")).toEqual({ kind: "wrong", triesLeft });
    expect(await world.check("000000")).toEqual({ kind: "over" });
    expect(await world.check("123456")).toEqual({ kind: "over" });
  });

  it("is over after ten minutes, and as soon as a newer one was asked for", async () => {
    const world = proving();
    await world.ask();
    world.goTo(minutes(10));
    expect(await world.check("123456")).toEqual({ kind: "over" });
    await world.ask();
    await world.request(chat("1"), "52998224725");
    expect(await world.check("123456")).toEqual({ kind: "wrong", triesLeft: 4 });
  });

  it("is right for nobody where the document is nobody's", async () => {
    const world = proving();
    await world.request(chat("1"), "52998224725");
    expect(await world.check("123456")).toEqual({ kind: "wrong", triesLeft: 4 });
  });

  it("is not even compared after fifteen tries in an hour, however many codes were asked for", async () => {
    const world = proving();
    for (let nth = 0; nth < 15; nth++) await world.check("000000");
    await world.ask();
    expect(await world.check("123456")).toEqual({ kind: "limited", until: minutes(60) });
    expect(world.memory.tables.codes[0]?.tries).toBe(0);
    world.goTo(minutes(60));
    await world.ask();
    expect((await world.check("123456")).kind).toBe("right");
  });
});

describe("the first digits of the CPF", () => {
  it("may be tried three times a day in one chat", async () => {
    const world = proving();
    const check = (digits: string) =>
      world.run((records) =>
        checkDigits(records, { digits, subscriberId: "maria", origin: "chat:1", now: world.clock.now() }),
      );
    expect(await check("123")).toEqual({ kind: "wrong", triesLeft: 2 });
    expect(await check("168")).toEqual({ kind: "right" });
    expect(await check("123")).toEqual({ kind: "wrong", triesLeft: 0 });
    expect(await check("168")).toEqual({ kind: "limited", until: minutes(24 * 60) });
  });
});
