import { describe, expect, it } from "vitest";
import { AppError } from "../../../src/core/app-error.ts";
import { outbox } from "./outbox-world.ts";
import { boleto, minutes } from "./world.ts";

describe("messages that are due", () => {
  it("go out in the order of their chat, each once", async () => {
    const world = outbox();
    await world.say("1", "a", "b");
    await world.say("1", "c");
    expect(await world.deliver()).toBe(3);
    expect(await world.deliver()).toBe(0);
    expect(world.channel.sent).toEqual(["1: a", "1: b", "1: c"]);
  });

  it("wait for their time, and for a process that has their channel", async () => {
    const world = outbox();
    world.enterBoleto(boleto("b1"));
    world.enterChat("9", { channel: "telegram" });
    await world.notice("withdrawn", { text: "later" }, minutes(1));
    await world.say("9", "elsewhere");
    expect(await world.deliver()).toBe(0);
    world.goTo(minutes(1));
    expect(await world.deliver()).toBe(1);
    expect(world.statuses("9")).toEqual(["pending"]);
  });

  it("are marked as each of them went: what breaks in between repeats none that did", async () => {
    const world = outbox();
    await world.say("1", "a", "b");
    world.channel.refuses = (text) => (text === "b" ? new AppError("channel-down", "x", { retry: true }) : undefined);
    await world.deliver();
    world.channel.refuses = () => undefined;
    world.goTo(minutes(5));
    await world.deliver();
    expect(world.channel.sent).toEqual(["1: a", "1: b"]);
  });

  it("are given back where a channel took so long that another process may have them by then", async () => {
    const world = outbox();
    await world.say("1", "slow", "b");
    world.channel.refuses = (text) => {
      if (text === "slow") world.goTo(minutes(0.4));
      return undefined;
    };
    await world.deliver();
    expect(world.channel.sent).toEqual(["1: slow", "1: b"]);
    expect(world.messages("1").map(({ attempts }) => attempts)).toEqual([1, 2]);
  });
});

describe("a message that applies no more", () => {
  it.each(["paid", "cancelling", "expired"] as const)("hands no boleto over that is %s by then", async (status) => {
    const world = outbox();
    world.enterBoleto(boleto("b1", { status }));
    await world.notice("payable", { text: "34191", handsOver: "b1" });
    await world.say("1", "hello");
    await world.deliver();
    expect(world.channel.sent).toEqual(["1: hello"]);
    expect(world.statuses("1")).toEqual(["cancelled", "sent"]);
  });

  it("calls no bank slow that is done", async () => {
    const world = outbox();
    world.enterBoleto(boleto("b1", { status: "payable" }));
    await world.notice("slow", { text: "O banco está demorando." });
    await world.notice("payable", { text: "34191", handsOver: "b1" });
    await world.deliver();
    expect(world.channel.sent).toEqual(["1: 34191"]);
  });

  it("is not one about money or about what is not to be paid, whatever the boleto is by then", async () => {
    const world = outbox();
    world.enterBoleto(boleto("b1", { status: "cancelled" }));
    await world.notice("paid", { text: "Recebemos" });
    await world.notice("withdrawn", { text: "não pague" });
    await world.deliver();
    expect(world.channel.sent).toHaveLength(2);
  });
});

describe("at night", () => {
  const night = new Date("2026-11-25T02:00:00Z");

  it("a notice that is hours late wakes nobody: it goes at eight, with what stands behind it", async () => {
    const world = outbox();
    world.enterBoleto(boleto("b1", { status: "paid" }));
    await world.notice("paid", { text: "Recebemos" });
    world.goTo(night);
    await world.deliver();
    expect(world.channel.sent).toEqual([]);
    expect(world.messages("1")[0]).toMatchObject({ status: "pending", dueAt: new Date("2026-11-25T11:00:00Z") });
  });

  it("goes to whoever wrote a moment ago: that person is awake", async () => {
    const world = outbox();
    world.enterBoleto(boleto("b1", { status: "paid" }));
    await world.notice("paid", { text: "Recebemos" });
    world.goTo(night);
    await world.say("1", "answer");
    await world.deliver();
    expect(world.channel.sent).toEqual(["1: Recebemos", "1: answer"]);
  });
});
