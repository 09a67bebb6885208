import { describe, expect, it } from "vitest";
import { recoverLostWork } from "../../../src/core/use-cases/housekeeping/recover-lost-work.ts";
import { boleto, createWorld, minutes, start } from "./world.ts";

const seconds = (count: number) => minutes(count / 60);

describe("what a crash left behind", () => {
  it("is asked of its bank again, five seconds late, each boleto by the job that it waits for", async () => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { nextLookUpAt: start }));
    world.enterBoleto(boleto("b2", { nextLookUpAt: start, status: "cancelling" }));
    world.enterBoleto(boleto("b3", { nextLookUpAt: start, status: "payable" }));
    world.goTo(seconds(4));
    await recoverLostWork(world.deps);
    expect(world.jobs()).toEqual([]);
    world.goTo(seconds(5));
    await recoverLostWork(world.deps);
    expect(world.memory.tables.jobs.map(({ job }) => job)).toEqual([
      { name: "register-boleto", boletoId: "b1" },
      { name: "cancel-boleto", boletoId: "b2" },
    ]);
  });

  it("is in the queue once, however often the recovery comes by before the job ran", async () => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { nextLookUpAt: start }));
    for (const second of [5, 15, 25]) {
      world.goTo(seconds(second));
      await recoverLostWork(world.deps);
    }
    expect(world.jobs()).toEqual(["register-boleto"]);
  });

  it("is left alone while its bank is being asked", async () => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { nextLookUpAt: start, callingUntil: seconds(10) }));
    world.goTo(seconds(9));
    await recoverLostWork(world.deps);
    expect(world.jobs()).toEqual([]);
  });

  it("may be a question that a bank was never asked: put back after a minute", async () => {
    const world = createWorld();
    const question = { boletoId: "b1", chatId: "1", about: "paid" } as const;
    await world.run((records) => records.noteQuestion(question, start));
    world.goTo(seconds(59));
    await recoverLostWork(world.deps);
    expect(world.jobs()).toEqual([]);
    world.goTo(seconds(60));
    await recoverLostWork(world.deps);
    expect(world.memory.tables.jobs).toMatchObject([{ job: { name: "ask-bank", ...question } }]);
  });

  it("may be a call whose person is long gone: the bot answers, and it is over", async () => {
    const world = createWorld();
    await world.run(async (records) => {
      await records.takeAttendance({ chatId: "1", by: "Ana", now: start });
      await records.keepSilent("1", minutes(10));
    });
    world.goTo(minutes(10));
    await recoverLostWork(world.deps);
    expect(world.memory.tables.attendances).toMatchObject([{ closedAt: minutes(10) }]);
  });

  it("is taken up also behind a part that breaks, which is thrown in the end", async () => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { nextLookUpAt: start }));
    world.goTo(minutes(1));
    const broken = new Error("no connection");
    const storage = { ...world.storage, mendTimes: () => Promise.reject(broken) };
    await expect(recoverLostWork({ ...world.deps, storage })).rejects.toBe(broken);
    expect(world.jobs()).toEqual(["register-boleto"]);
    const worse = { ...storage, chatsWithWork: () => Promise.reject(new Error("again")) };
    await expect(recoverLostWork({ ...world.deps, storage: worse })).rejects.toBeInstanceOf(AggregateError);
  });
});
