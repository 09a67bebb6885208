import { describe, expect, it } from "vitest";
import { applyReturn } from "../../../src/core/use-cases/bank-files/apply-return.ts";
import { type BankTitle, writeReturn } from "../../standins/banks/cnab/write-return.ts";
import { bank, boleto, brokenAt, createWorld, invoice } from "./world.ts";

const file = { name: "retorno.ret" };

/** Itaú by file, with one boleto of ours in registration that chat 1 was promised. */
function byFile(more: Parameters<typeof boleto>[1] = {}) {
  const world = createWorld();
  world.enterBanks(bank("itau", { registersBy: "cnab240" }));
  world.enterBoleto(boleto("b1", more), ["1"]);
  const title = (movement: string, more: Partial<BankTitle> = {}, id = "b1"): BankTitle => {
    const numbers = (world.boleto(id) ?? boleto(id)).slip.boleto;
    return {
      ...{ movement, nossoNumero: numbers?.nossoNumero ?? "", dv: numbers?.nossoNumeroDv ?? "", cents: 10_990 },
      ...{ due: "2026-12-10", occurred: "2026-11-24", ...more },
    };
  };
  const apply = (titles: readonly BankTitle[], dryRun = false, nsa = 1) =>
    applyReturn(world.deps, { ...file, bytes: writeReturn("341", titles, { nsa }), dryRun });
  return { ...world, title, apply };
}

describe("a bank's return file", () => {
  it("registers, refuses and pays in the order of its titles, also the same one twice", async () => {
    const world = byFile();
    world.enterInvoices(invoice("i2"));
    world.enterBoleto(boleto("b2", { invoiceId: "i2" }), ["2"]);
    const paid = world.title("06", { paid: 10_990 });
    const report = await world.apply([
      world.title("02"),
      world.title("02"),
      paid,
      world.title("03", { reasons: ["01"] }, "b2"),
    ]);
    expect(report).toMatchObject({ applied: true, problems: [] });
    expect(report.titles[1]?.action).toBe("nada: o boleto já está registrado");
    expect(world.boleto("b1")?.status).toBe("paid");
    expect(world.boleto("b2")?.status).toBe("rejected");
    expect(world.told("1")[0]).toMatch(/já pode ser pago/);
    expect(world.told("1").at(-1)).toMatch(/^✅ Recebemos/);
    expect(world.events().at(-1)).toBe("return.applied");
  });

  it("changes nothing when it comes again", async () => {
    const world = byFile();
    await world.apply([world.title("02")]);
    const [told, events] = [world.told("1"), world.events()];
    const again = await world.apply([world.title("02")]);
    expect(again).toMatchObject({ applied: false, appliedBefore: world.clock.now() });
    expect([world.told("1"), world.events()]).toEqual([told, events]);
  });

  it("only says what it would do in a dry run, the second title of a boleto after the first", async () => {
    const world = byFile();
    const report = await world.apply([world.title("02"), world.title("06", { paid: 10_990 }), world.title("02")], true);
    expect(report.titles.map(({ action }) => action)).toEqual([
      "registra: já pode ser pago, e o assinante é avisado",
      "registra o pagamento",
      "nada: o boleto já está pago",
    ]);
    expect(world.boleto("b1")?.status).toBe("registering");
    expect(world.events()).toEqual([]);
    expect((await world.apply([world.title("02")])).applied).toBe(true);
  });

  it("passes over the titles of others", async () => {
    const world = byFile();
    const report = await world.apply([
      { ...world.title("06", { paid: 500 }), nossoNumero: "99999999" },
      world.title("02"),
    ]);
    expect(report.titles.map(({ isForeign }) => isForeign)).toEqual([true, false]);
    expect(world.memory.tables.payments.size).toBe(0);
    expect(world.boleto("b1")?.status).toBe("payable");
  });

  it("with one thing wrong in it is not applied at all, and the operator hears why", async () => {
    const world = byFile();
    const report = await world.apply([world.title("02"), world.title("06", { paid: 0 })]);
    expect(report).toMatchObject({ applied: false, problems: [{ message: "liquidação sem valor pago" }] });
    expect(world.boleto("b1")?.status).toBe("registering");
    expect(world.events()).toEqual(["return.refused"]);
    await world.apply([world.title("06", { paid: 0 })], true);
    expect(world.events()).toEqual(["return.refused"]);
  });

  it("that breaks halfway leaves nothing, not even itself: it can be applied again", async () => {
    const world = byFile();
    const storage = brokenAt(world.storage, () => ({ insertPayment: () => Promise.reject(new Error("disk full")) }));
    const bytes = writeReturn("341", [world.title("02"), world.title("06", { paid: 10_990 })]);
    await expect(applyReturn({ ...world.deps, storage }, { ...file, bytes })).rejects.toThrow("disk full");
    expect(world.boleto("b1")?.status).toBe("registering");
    expect(world.told("1")).toEqual([]);
    expect((await applyReturn(world.deps, { ...file, bytes })).applied).toBe(true);
  });

  it("is not applied where a title may be a boleto of either of two accounts", async () => {
    const world = byFile();
    world.enterBoleto({ ...boleto("b1"), id: "b2", invoiceId: "i2", bankWalletId: "caixa" });
    const report = await world.apply([world.title("02")]);
    expect(report.applied).toBe(false);
    expect(report.problems[0]?.message).toMatch(/^há mais de um boleto com o nosso número/);
  });
});

describe("a payment in a return file", () => {
  it("is the same one in another file, by its day and amount, and another one where a file has it twice", async () => {
    const world = byFile({ status: "payable" });
    const paid = world.title("06", { paid: 10_990 });
    await world.apply([paid], false, 1);
    await world.apply([paid], false, 2);
    expect(world.memory.tables.payments.size).toBe(1);
    await world.apply([paid, paid], false, 3);
    expect([...world.memory.tables.payments.values()].map(({ outcome }) => outcome)).toEqual([
      "settled",
      "devolver_ou_creditar",
    ]);
  });
});

describe("a boleto that its bank took back by file", () => {
  it("is cancelled, asked for or not", async () => {
    for (const status of ["payable", "cancelling"] as const) {
      const world = byFile({ status });
      await world.apply([world.title("09")]);
      expect(world.boleto("b1")?.status).toBe("cancelled");
      expect(world.events()).toEqual(["boleto.cancelled", "return.applied"]);
    }
  });
});
