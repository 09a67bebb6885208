import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { answerAsPerson } from "../../../src/core/use-cases/operator/answer-as-person.ts";
import { handBack } from "../../../src/core/use-cases/operator/hand-back.ts";
import { issueForOperator } from "../../../src/core/use-cases/operator/issue-for-operator.ts";
import { sendBoleto } from "../../../src/core/use-cases/operator/send-boleto.ts";
import { boleto, createWorld, minutes } from "./world.ts";

const by = { operatorId: "7", name: "Ana" };

describe("a person who answers in a chat", () => {
  it("silences the bot for twelve hours and has the chat's call; the same text sent twice is one message", async () => {
    const world = createWorld();
    const answer = { chatId: "1", text: "Oi, aqui é a Ana", key: "k1", by };
    expect(await answerAsPerson(world.deps, answer)).toBe(true);
    expect(await answerAsPerson(world.deps, answer)).toBe(true);
    expect(world.messages("1")).toMatchObject([
      { kind: "person", writtenBy: "Ana", reply: { text: "Oi, aqui é a Ana" } },
    ]);
    expect(world.memory.tables.chats.get("1")?.personUntil).toEqual(minutes(12 * 60));
    expect(world.memory.tables.attendances).toMatchObject([{ chatId: "1", by: "Ana" }]);
  });

  it("takes the call that the subscriber opened, and opens no second one", async () => {
    const world = createWorld();
    await world.run((records) => records.openAttendance({ chatId: "1", subject: "sem internet", now: minutes(0) }));
    await answerAsPerson(world.deps, { chatId: "1", text: "Oi", key: "k1", by });
    expect(world.memory.tables.attendances).toMatchObject([{ subject: "sem internet", by: "Ana" }]);
  });

  it("finds no chat that is not there", async () => {
    const world = createWorld();
    expect(await answerAsPerson(world.deps, { chatId: "404", text: "Oi", key: "k1", by })).toBe(false);
    expect(world.memory.tables.messages.size).toBe(0);
  });
});

describe("a chat that is handed back", () => {
  it("is the bot's again, which says so once with the protocol", async () => {
    const world = createWorld();
    await answerAsPerson(world.deps, { chatId: "1", text: "Oi", key: "k1", by });
    expect(await handBack(world.deps, "1")).toBe(true);
    expect(await handBack(world.deps, "1")).toBe(false);
    expect(world.memory.tables.chats.get("1")).not.toHaveProperty("personUntil");
    expect(world.told("1").slice(1)).toEqual([
      expect.stringMatching(/^O atendimento \*20261124-00001\* foi encerrado/),
    ]);
    expect(world.memory.tables.events).toMatchObject([
      { type: "attendance.closed", data: { protocol: "20261124-00001", outcome: "handed_back" } },
    ]);
  });

  it("says nothing where no call was open", async () => {
    const world = createWorld();
    expect(await handBack(world.deps, "1")).toBe(false);
    expect(world.told("1")).toEqual([]);
    expect(world.events()).toEqual([]);
  });
});

describe("a boleto that a person sends to a chat", () => {
  const sending = { chatId: "1", invoiceId: "i1", key: "k1", by };

  it("is handed over where it can be paid, once however often it is asked for", async () => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { status: "payable" }));
    expect(await sendBoleto(world.deps, sending)).toBe("sent");
    expect(await sendBoleto(world.deps, sending)).toBe("sent");
    expect(world.told("1")).toHaveLength(3);
    expect(world.memory.tables.watchers).toEqual([]);
  });

  it("is promised where its bank is at it", async () => {
    const world = createWorld();
    world.enterBoleto(boleto("b1"));
    expect(await sendBoleto(world.deps, sending)).toBe("promised");
    expect(world.memory.tables.watchers).toEqual([{ boletoId: "b1", chatId: "1" }]);
    expect(world.told("1")).toEqual([expect.stringMatching(/ainda não pode ser pago/)]);
  });

  it("goes to no chat of somebody else, and not where there is none that a bank takes", async () => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { status: "payable", payableUntil: isoDate("2026-11-23") }));
    world.enterChat("2", { subscriberId: "ana" });
    expect(await sendBoleto(world.deps, { ...sending, chatId: "2" })).toBe("not-theirs");
    expect(await sendBoleto(world.deps, sending)).toBe("no-boleto");
    expect(world.memory.tables.messages.size).toBe(0);
  });
});

describe("a boleto that a person makes", () => {
  const asked = { invoiceId: "i1", bankWalletId: "itau", by };

  it("is logged once: the one that lives already is given without a word", async () => {
    const world = createWorld();
    expect((await issueForOperator(world.deps, { ...asked, chatId: "1" }))?.boletoId).toBe("b1");
    expect((await issueForOperator(world.deps, asked))?.boletoId).toBe("b1");
    expect(world.memory.tables.log.map(({ change }) => change.sentence)).toEqual([
      "Fez o boleto da fatura I1 no Itaú.",
    ]);
    expect(world.memory.tables.watchers).toEqual([{ boletoId: "b1", chatId: "1" }]);
  });

  it("is not made for a chat that may not see its contract", async () => {
    const world = createWorld();
    world.enterChat("2", { subscriberId: "ana" });
    expect(await issueForOperator(world.deps, { ...asked, chatId: "2" })).toBeUndefined();
    expect(world.memory.tables.boletos.size).toBe(0);
  });
});
