import { describe, expect, it } from "vitest";
import { cancelBoleto } from "../../../src/core/use-cases/boletos/cancel-boleto.ts";
import { withdrawBoleto } from "../../../src/core/use-cases/boletos/withdraw-boleto.ts";
import { boleto, createWorld, minutes, start } from "./world.ts";

const day = 24 * 60;

function cancelling(more: Parameters<typeof boleto>[1] = {}) {
  const world = createWorld();
  world.enterBoleto(boleto("b1", { status: "cancelling", cancellingSince: start, nextLookUpAt: start, ...more }), [
    "1",
  ]);
  return { ...world, cancel: () => cancelBoleto(world.deps, "b1") };
}

describe("a boleto that its bank is to take back", () => {
  it("is over once the bank says so, said once, and the bank is not asked again", async () => {
    const world = cancelling();
    world.bank.says.cancel = { kind: "cancelled" };
    await world.cancel();
    await world.cancel();
    expect(world.boleto("b1")).toMatchObject({ status: "cancelled", closedAt: start });
    expect(world.events()).toEqual(["boleto.cancelled"]);
    expect(world.bank.asked).toEqual(["cancel b1"]);
  });

  it("is asked for again in five minutes where the bank says nothing, and when the bank says where it does", async () => {
    const world = cancelling();
    await world.cancel();
    expect(world.lastJob()).toMatchObject({ job: { name: "cancel-boleto", boletoId: "b1" }, startAfter: minutes(5) });
    world.goTo(minutes(5));
    world.bank.says.cancel = { kind: "later", retryAt: minutes(60) };
    await world.cancel();
    expect(world.boleto("b1")).toMatchObject({ status: "cancelling", nextLookUpAt: minutes(60) });
    expect(world.lastJob()?.startAfter).toEqual(minutes(60));
  });

  it("is not asked for by a repeat of the job before its time", async () => {
    const world = cancelling({ nextLookUpAt: minutes(5) });
    await world.cancel();
    expect(world.bank.asked).toEqual([]);
    expect(world.jobs()).toEqual([]);
  });

  it("is asked for only after a registration that is under way: else the bank would enter it afterwards", async () => {
    const world = cancelling({ callingUntil: minutes(1) });
    await world.cancel();
    expect(world.bank.asked).toEqual([]);
    expect(world.lastJob()).toMatchObject({ job: { name: "cancel-boleto" }, startAfter: minutes(1) });
  });

  it("is the operator's to call after a day, said once, and the bank is asked on", async () => {
    const world = cancelling();
    for (const minute of [day - 1, day, day + 5]) {
      world.goTo(minutes(minute));
      await world.run((records) => records.changeBoleto("b1", { nextLookUpAt: world.clock.now() }));
      await world.cancel();
    }
    expect(world.events()).toEqual(["boleto.cancel-late"]);
    expect(world.bank.asked).toHaveLength(3);
  });

  it("was paid instead: the money counts, and its chats hear of it", async () => {
    const world = cancelling();
    world.bank.says.cancel = { kind: "paid", amountCents: 10_990, paidOn: boleto("b1").dueDate };
    await world.cancel();
    expect(world.boleto("b1")?.status).toBe("paid");
    expect(world.invoice()?.invoice.status).toBe("paid");
    expect(world.told("1")).toHaveLength(1);
  });

  it("and that another system issued is no bank's to ask: the operator hears after a day, and it rests", async () => {
    const world = cancelling();
    const { bankWalletId, ...others } = world.boleto("b1") ?? boleto("b1");
    world.memory.tables.boletos.set("b1", others);
    await world.cancel();
    expect(world.lastJob()?.startAfter).toEqual(minutes(day));
    world.goTo(minutes(day));
    await world.cancel();
    expect(world.bank.asked).toEqual([]);
    expect(world.events()).toEqual(["boleto.cancel-late"]);
    expect(world.jobs()).toEqual(["cancel-boleto"]);
  });
});

describe("a boleto that a person withdraws", () => {
  const by = { operatorId: "7", name: "Ana" };

  it("is taken back at the bank; everybody who was promised it hears not to pay it, and the log names who did it", async () => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { status: "payable" }), ["1", "2"]);
    expect(await withdrawBoleto(world.deps, { boletoId: "b1", by })).toBe("cancelling");
    expect(world.boleto("b1")).toMatchObject({ status: "cancelling", nextLookUpAt: start });
    expect(world.jobs()).toEqual(["cancel-boleto"]);
    for (const chatId of ["1", "2"]) expect(world.told(chatId)).toEqual([expect.stringMatching(/não pague esse/)]);
    expect(world.told("3")).toEqual([]);
    expect(world.memory.tables.log).toMatchObject([
      { by, change: { action: "boleto.withdrawn", sentence: "Cancelou o boleto do Itaú da fatura I1." } },
    ]);
  });

  it.each(["paid", "cancelling", "cancelled", "rejected", "expired"] as const)(
    "is left alone where it is %s: nobody is told, nothing is logged",
    async (status) => {
      const world = createWorld();
      world.enterBoleto(boleto("b1", { status }), ["1"]);
      expect(await withdrawBoleto(world.deps, { boletoId: "b1", by })).toBe("not-living");
      expect(world.told("1")).toEqual([]);
      expect(world.memory.tables.log).toEqual([]);
    },
  );
});
