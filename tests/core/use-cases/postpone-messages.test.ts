import { describe, expect, it } from "vitest";
import { AppError } from "../../../src/core/app-error.ts";
import { settleUnknown } from "../../../src/core/use-cases/outbox/settle-unknown.ts";
import { outbox } from "./outbox-world.ts";
import { minutes, start } from "./world.ts";

describe("a message that did not go", () => {
  const down = new AppError("channel-down", "x", { retry: true });

  it("is tried again after pauses that grow, and nothing of its chat overtakes it; other chats go on", async () => {
    const world = outbox();
    await world.say("1", "a", "b");
    await world.say("2", "other");
    world.channel.refuses = (text) => (text === "a" ? down : undefined);
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      await world.deliver();
      const [first, second] = world.messages("1");
      expect(second?.claimedUntil).toEqual(first?.claimedUntil);
      pauses.push(((first?.claimedUntil?.getTime() ?? 0) - world.clock.now().getTime()) / 1000);
      world.goTo(first?.claimedUntil ?? start);
    }
    expect(pauses).toEqual([2, 4, 8, 16]);
    expect(world.channel.sent).toEqual(["2: other"]);
    world.channel.refuses = () => undefined;
    await world.deliver();
    expect(world.channel.sent).toEqual(["2: other", "1: a", "1: b"]);
  });

  it("is tried when the channel says so", async () => {
    const world = outbox();
    await world.say("1", "a");
    world.channel.refuses = () => new AppError("too-many", "x", { retryAt: minutes(7) });
    await world.deliver();
    expect(world.messages("1")[0]?.claimedUntil).toEqual(minutes(7));
  });

  it("has failed after a day: the operator hears of it, and those behind it go", async () => {
    const world = outbox();
    await world.say("1", "a");
    world.channel.refuses = (text) => (text === "a" ? down : undefined);
    await world.deliver();
    world.goTo(minutes(24 * 60));
    await world.say("1", "b");
    await world.deliver();
    expect(world.statuses("1")).toEqual(["failed", "sent"]);
    expect(world.memory.tables.events).toMatchObject([
      { type: "message.undelivered", data: { error: "channel-down" } },
    ]);
  });

  it("by a fault that nobody foresaw is tried five times; one that the channel refuses for good, once", async () => {
    const world = outbox();
    await world.say("1", "ours");
    await world.say("2", "theirs");
    world.channel.refuses = (text) => (text === "ours" ? new TypeError("x") : new AppError("rejected", "x"));
    for (let attempt = 1; attempt <= 6; attempt++) {
      await world.deliver();
      world.goTo(minutes(attempt * 20));
    }
    expect(world.messages("1")[0]).toMatchObject({ status: "failed", attempts: 5 });
    expect(world.messages("2")[0]).toMatchObject({ status: "failed", attempts: 1 });
  });

  it("because the person cannot be reached ends all that waits for the chat, said once", async () => {
    const world = outbox();
    await world.say("1", "a", "b");
    world.channel.refuses = () => new AppError("unreachable", "x");
    await world.deliver();
    expect(world.statuses("1")).toEqual(["failed", "failed"]);
    expect(world.events()).toEqual(["chat.unreachable"]);
  });
});

describe("a message of which nobody knows whether it went", () => {
  const unknown = async () => {
    const world = outbox();
    await world.say("1", "a", "b");
    world.channel.refuses = (text) => (text === "a" ? new AppError("outcome-unknown", "x") : undefined);
    await world.deliver();
    world.channel.refuses = () => undefined;
    return world;
  };

  it("is not sent again by itself, and nothing overtakes it", async () => {
    const world = await unknown();
    world.goTo(minutes(60));
    await world.deliver();
    expect(world.statuses("1")).toEqual(["unknown", "pending"]);
    expect(world.channel.sent).toEqual([]);
  });

  it.each([
    ["not-sent", ["1: a", "1: b"]],
    ["sent", ["1: b"]],
  ] as const)("is settled by its channel's word: %s", async (kind, sent) => {
    const world = await unknown();
    world.channel.sender.reconcile = async () => ({ kind });
    await settleUnknown(world.outboxDeps);
    await world.deliver();
    expect(world.channel.sent).toEqual(sent);
  });

  it("has failed after a day without a word, and lets the others go", async () => {
    const world = await unknown();
    world.channel.sender.reconcile = async () => ({ kind: "unknown" });
    world.goTo(minutes(24 * 60));
    await settleUnknown(world.outboxDeps);
    expect(world.statuses("1")[0]).toBe("unknown");
    world.goTo(minutes(24 * 60 + 1));
    await settleUnknown(world.outboxDeps);
    await world.deliver();
    expect(world.statuses("1")).toEqual(["failed", "sent"]);
  });
});
