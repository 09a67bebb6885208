import { describe, expect, it } from "vitest";
import type { BankAnswer } from "../../../src/core/registration/bank-answer.ts";
import { registerBoleto } from "../../../src/core/use-cases/boletos/register-boleto.ts";
import { boleto, createWorld, minutes, start } from "./world.ts";

const refused: BankAnswer = { kind: "refused", reason: "Cobrança já cadastrada" };

/** A boleto whose registration was sent at the start, and its answer lost. */
async function lost() {
  const world = createWorld();
  world.enterBoleto(boleto("b1", { nextLookUpAt: start }), ["1"]);
  world.bank.says.register = { kind: "unknown" };
  await registerBoleto(world.deps, "b1");
  world.bank.asked.length = 0;
  /** The job at its own next moment. Returns the minute, and what the bank was asked. */
  const next = async () => {
    world.goTo(world.boleto("b1")?.nextLookUpAt ?? start);
    world.bank.asked.length = 0;
    await registerBoleto(world.deps, "b1");
    const minute = Math.round((world.clock.now().getTime() - start.getTime()) / 60_000);
    return [minute, ...world.bank.asked.map((call) => call.split(" ")[0])];
  };
  return { ...world, next };
}

describe("the refusal of a repeated registration", () => {
  it("does not reject: the first one may be there, and is found when the bank is asked again", async () => {
    const world = await lost();
    world.bank.says.register = refused;
    expect(await world.next()).toEqual([30, "lookUp", "register"]);
    expect(world.boleto("b1")?.status).toBe("registering");
    world.bank.says.lookUp = { kind: "registered" };
    const [, ...asked] = await world.next();
    expect(asked).toEqual(["lookUp"]);
    expect(world.boleto("b1")?.status).toBe("payable");
    expect(world.told("1").join()).not.toContain("Não deu para fazer");
  });

  it("rejects where it stays, and the bank does not know the boleto in between", async () => {
    const world = await lost();
    world.bank.says.register = refused;
    await world.next();
    const [, ...asked] = await world.next();
    expect(asked).toEqual(["lookUp", "register"]);
    expect(world.boleto("b1")).toMatchObject({ status: "rejected", bankReason: "Cobrança já cadastrada" });
    expect(world.told("1").at(-1)).toContain("Não deu para fazer o boleto no Itaú");
  });

  it("counts anew after another answer was lost: that request may have made the boleto", async () => {
    const world = await lost();
    world.bank.says.register = refused;
    await world.next();
    world.bank.says.register = { kind: "unknown" };
    await world.next();
    world.bank.says.register = refused;
    await world.next();
    expect(world.boleto("b1")?.status).toBe("registering");
    await world.next();
    expect(world.boleto("b1")?.status).toBe("rejected");
  });

  it("is no doubt at all where nothing was sent before", async () => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { nextLookUpAt: start }), ["1"]);
    world.bank.says.register = refused;
    await registerBoleto(world.deps, "b1");
    expect(world.boleto("b1")?.status).toBe("rejected");
  });
});

describe("a bank that is in trouble, or refuses us and not the boleto", () => {
  it.each(["register", "lookUp"] as const)("never rejects a boleto, whatever was asked: %s", async (call) => {
    const world = call === "register" ? createWorld() : await lost();
    if (call === "register") world.enterBoleto(boleto("b1", { nextLookUpAt: start }), ["1"]);
    for (let hour = 1; hour <= 30; hour++) {
      world.bank.says[call] = { kind: "in-trouble", retryAt: minutes(hour * 60 + 1) };
      world.goTo(minutes(hour * 60));
      await registerBoleto(world.deps, "b1");
    }
    expect(world.boleto("b1")?.status).toBe("registering");
    expect(world.events().filter((type) => type === "boleto.late")).toHaveLength(1);
  });
});
