import { describe, expect, it } from "vitest";
import type { BoletoStatus } from "../../../src/core/boleto/boleto-status.ts";
import { planTitle } from "../../../src/core/cnab240/plan-title.ts";
import { readReturn } from "../../../src/core/cnab240/read-return.ts";
import type { ReturnTitle } from "../../../src/core/cnab240/return-title.ts";
import { decodeFile } from "../../../src/core/cnab240/split-lines.ts";
import { applyReturn } from "../../../src/core/use-cases/bank-files/apply-return.ts";
import { type BankFileStyle, type BankTitle, writeReturn } from "../../standins/banks/cnab/write-return.ts";
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
  const apply = (titles: readonly BankTitle[], dryRun = false, nsa = 1, style: BankFileStyle = {}) =>
    applyReturn(world.deps, { ...file, bytes: writeReturn("341", titles, { nsa, ...style }), dryRun });
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

describe("a remessa that was handed in twice", () => {
  it.each(["14", "15"])(
    "does not reject: the entry may be confirmed after the refusal of its repeat: %s",
    async (motivo) => {
      const world = byFile();
      const report = await world.apply([world.title("03", { reasons: [motivo] })], false, 1);
      expect(report.titles[0]?.action).toMatch(/^avisa o operador: o banco diz que já tem este título/);
      expect(world.boleto("b1")?.status).toBe("registering");
      expect(world.told("1")).toEqual([]);
      expect(world.events()).toContain("boleto.bank-reported");
      await world.apply([world.title("02")], false, 2);
      expect(world.boleto("b1")?.status).toBe("payable");
      expect(world.told("1")[0]).toMatch(/já pode ser pago/);
    },
  );

  it.each(["rejected", "cancelled", "expired"] as const)(
    "leaves no boleto at the bank that is over here: its baixa is asked for: %s",
    async (status) => {
      const world = byFile({ status });
      const report = await world.apply([world.title("02")]);
      expect(report.titles[0]?.action).toBe("pede a baixa: o banco o registrou, e ele já não vale");
      expect(world.boleto("b1")?.status).toBe("cancelling");
      expect(world.events()).toEqual(["boleto.cancelling", "boleto.open-at-bank", "return.applied"]);
      expect(world.told("1")).toEqual([]);
    },
  );

  it("does not end a baixa that is asked for: the first entry is there", async () => {
    const world = byFile({ status: "cancelling" });
    await world.apply([world.title("03", { reasons: ["14"] })]);
    expect(world.boleto("b1")?.status).toBe("cancelling");
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

describe("a title with our number that is not ours", () => {
  const foreign: [string, BankFileStyle, Partial<BankTitle>, string][] = [
    ["of another CNPJ", { document: "44556677000188" }, {}, "CPF ou CNPJ no arquivo: 044556677000188"],
    ["of another account", { account: { agencia: "1248", conta: "99999" } }, {}, "conta no arquivo: 000000099999"],
    ["of another carteira", {}, { carteira: "112" }, "carteira no arquivo: 112"],
    ["with another value", {}, { cents: 25_000 }, "o valor é"],
    ["with a foreign uso da empresa", {}, { reference: "CLIENTE 000123" }, 'o uso da empresa é "CLIENTE 000123"'],
  ];
  const cases = foreign.flatMap((one) => ["02", "03", "06", "09"].map((movement) => [movement, ...one] as const));
  it.each(cases)("movement %s, %s: nothing is done, and it is told", async (movement, _, style, more, why) => {
    const world = byFile({ status: movement === "02" || movement === "03" ? "registering" : "payable" });
    const before = world.boleto("b1")?.status;
    const title = world.title(movement, { ...(movement === "06" && { paid: 10_990 }), ...more });
    const report = await world.apply([title], false, 1, style);
    expect(report).toMatchObject({ applied: true, problems: [] });
    expect(report.titles[0]?.action).toContain(`nada: não é nosso: ${why}`);
    expect(world.boleto("b1")?.status).toBe(before);
    expect(world.memory.tables.payments.size).toBe(0);
    expect(world.told("1")).toEqual([]);
    expect(world.events()).toEqual(["return.applied"]);
    expect(world.memory.tables.events.at(-1)?.data).toMatchObject({
      foreign: 1,
      notOurs: [{ line: 3, why: expect.stringContaining(why) }],
    });
  });

  it("is applied when the file comes again after the bank wallet was corrected, and only once", async () => {
    const world = byFile({ status: "payable" });
    const wrong = { agencia: "1248", conta: "02125", carteira: "109" };
    world.enterBanks(bank("itau", { registersBy: "cnab240", account: wrong }));
    const style = { account: { agencia: "1248", conta: "2124" } };
    const paid = [world.title("06", { paid: 10_990 })];
    expect((await world.apply(paid, false, 1, style)).titles[0]?.action).toContain("não é nosso: conta");
    expect((await world.apply(paid, false, 1, style)).appliedBefore).toBeDefined();
    world.enterBanks(bank("itau", { registersBy: "cnab240" }));
    expect((await world.apply(paid, true, 1, style)).titles[0]?.action).toBe("registra o pagamento");
    expect((await world.apply(paid, false, 1, style)).titles[0]?.action).toBe("registra o pagamento");
    expect(world.boleto("b1")?.status).toBe("paid");
    expect((await world.apply(paid, false, 1, style)).titles[0]?.action).toBe("nada: este arquivo já foi aplicado");
    expect(world.memory.tables.payments.size).toBe(1);
  });

  it("is the other account's where two accounts give the same number", async () => {
    const world = byFile();
    const account = { agencia: "1248", conta: "33333", carteira: "109" };
    world.enterBanks({ ...bank("itau", { registersBy: "cnab240", account }), id: "itau2" });
    world.enterInvoices(invoice("i2"));
    world.enterBoleto({ ...boleto("b1"), id: "b2", invoiceId: "i2", bankWalletId: "itau2" });
    const report = await world.apply([world.title("02")], false, 1, { account: { agencia: "1248", conta: "33333" } });
    expect(report).toMatchObject({ applied: true, problems: [] });
    expect([world.boleto("b1")?.status, world.boleto("b2")?.status]).toEqual(["registering", "payable"]);
  });
});

describe("what a return file has besides", () => {
  it("an odd title of somebody else is noted and does not stop ours", async () => {
    const world = byFile();
    const odd = { ...world.title("06", { paid: 0, dueText: "31022026" }), nossoNumero: "99999999" };
    const report = await world.apply([world.title("02"), odd]);
    expect(report).toMatchObject({ applied: true, problems: [] });
    expect(report.notes).toEqual([
      { line: 5, message: "vencimento, posições 74 a 81: esperada uma data DDMMAAAA (título que não é nosso)" },
      { line: 6, message: "liquidação sem valor pago (título que não é nosso)" },
    ]);
    expect(world.boleto("b1")?.status).toBe("payable");
  });

  it("a movement that nobody knows changes nothing, and the operator is told", async () => {
    const world = byFile({ status: "payable" });
    const report = await world.apply([world.title("88", { paid: 10_990 })]);
    expect(report.titles[0]?.action).toBe("avisa o operador");
    expect(world.events()).toEqual(["boleto.bank-reported", "return.applied"]);
    expect(world.boleto("b1")?.status).toBe("payable");
  });
});

describe("a cheque at Sicoob", () => {
  it("is no money while it is pending, is money once it has cleared, and is told when it came back", () => {
    const title = (code: string, paidCents: number): ReturnTitle => {
      const given = { movement: code, nossoNumero: "281", paid: paidCents, occurred: "2026-12-09" };
      const [read] = readReturn(decodeFile(writeReturn("756", [given]))).titles;
      if (!read) throw new Error("No title");
      return read;
    };
    const does = (code: string, status: BoletoStatus, cents = 10_990, paidBefore = false) =>
      planTitle(title(code, cents), { status }, paidBefore).does;
    expect(does("50", "payable")).toBe("tell");
    expect(does("45", "payable")).toBe("pay");
    expect(does("45", "paid")).toBe("nothing");
    expect(does("45", "payable", 0)).toBe("tell");
    expect(does("45", "payable", 10_990, true)).toBe("nothing");
    expect(does("44", "paid")).toBe("tell");
  });
});
