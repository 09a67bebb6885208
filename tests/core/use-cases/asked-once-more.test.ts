import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { localDateTime } from "../../../src/core/billing/calendar/local-time.ts";
import type { BankAnswer } from "../../../src/core/registration/bank-answer.ts";
import { answerFromBank } from "../../../src/core/use-cases/boletos/answer-from-bank.ts";
import { expireBoletos } from "../../../src/core/use-cases/boletos/expire-boleto.ts";
import { issueBoleto } from "../../../src/core/use-cases/boletos/issue-boleto.ts";
import { lookUpBoleto } from "../../../src/core/use-cases/boletos/look-up-boleto.ts";
import { lookUpPayable } from "../../../src/core/use-cases/boletos/look-up-payable.ts";
import { bank, boleto, createWorld, start } from "./world.ts";

const morningOf = (day: string) => localDateTime(isoDate(day), "06:05", "America/Sao_Paulo");
const paid = { kind: "paid", amountCents: 10_990, paidOn: isoDate("2026-11-24") } as const;

/** A boleto at a bank's API, and the morning of the service, job by job. */
function atApi(more: Parameters<typeof boleto>[1] = {}, registersBy: "api" | "cnab240" = "api") {
  const world = createWorld();
  world.enterBanks(bank("itau", { registersBy }));
  const sentAt = morningOf("2026-11-20");
  const row = boleto("b1", { status: "payable", payableUntil: isoDate("2026-11-24"), sentAt, ...more });
  world.enterBoleto(row, ["1"]);
  world.bank.says.lookUp = { kind: "registered" };
  const morning = async (day: string) => {
    world.goTo(morningOf(day));
    world.bank.asked.length = 0;
    await expireBoletos(world.deps);
    await lookUpPayable(world.deps);
    for (const { job } of world.memory.tables.jobs.splice(0))
      if (job.name === "look-up-boleto") await lookUpBoleto(world.deps, job);
    return world.bank.asked.length;
  };
  return { ...world, morning };
}

describe("a payment of a boleto's last day, a Tuesday", () => {
  it("is booked in the night after, and settles the invoice", async () => {
    const world = atApi();
    world.bank.says.lookUp = paid;
    await world.morning("2026-11-25");
    expect(world.boleto("b1")?.status).toBe("paid");
    expect(world.invoice()?.invoice.status).toBe("paid");
  });

  it("may be booked on the next business day: the boleto expires only when the bank was asked after that", async () => {
    const world = atApi();
    await world.morning("2026-11-25");
    expect(world.boleto("b1")?.status).toBe("payable");
    world.bank.says.lookUp = { kind: "closed", reason: "decurso de prazo" };
    await world.morning("2026-11-26");
    expect(world.boleto("b1")).toMatchObject({ status: "expired", closedAt: morningOf("2026-11-26") });
    expect(world.told("1")).toEqual([]);
  });

  it.each<BankAnswer>([{ kind: "unknown" }, { kind: "in-trouble", retryAt: morningOf("2026-12-01") }])(
    "is not given up while the bank does not answer: $kind",
    async (answer) => {
      const world = atApi();
      world.bank.says.lookUp = answer;
      for (const day of ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"]) await world.morning(day);
      expect(world.boleto("b1")?.status).toBe("payable");
      world.bank.says.lookUp = paid;
      await world.morning("2026-12-01");
      expect(world.invoice()?.invoice.status).toBe("paid");
    },
  );

  it.each<BankAnswer>([{ kind: "closed", reason: "decurso de prazo" }, { kind: "not-found" }, { kind: "cannot-tell" }])(
    "is not there where the bank says afterwards: $kind",
    async (answer) => {
      const world = atApi();
      world.bank.says.lookUp = answer;
      await world.morning("2026-11-25");
      expect(world.boleto("b1")?.status).toBe("payable");
      await world.morning("2026-11-26");
      expect(world.boleto("b1")?.status).toBe("expired");
      expect(world.told("1")).toEqual([]);
    },
  );

  it.each<BankAnswer>([{ kind: "registered" }, { kind: "processing" }])(
    "leaves no boleto behind that the bank still takes: it is withdrawn there: $kind",
    async (answer) => {
      const world = atApi();
      world.bank.says.lookUp = answer;
      await world.morning("2026-11-26");
      expect(world.boleto("b1")?.status).toBe("cancelling");
      expect(world.events()).toContain("boleto.open-at-bank");
      expect(world.told("1")).toEqual([]);
    },
  );

  it("on a Friday or a weekend counts on Monday, and is booked on Tuesday at the latest", async () => {
    for (const payableUntil of ["2026-11-28", "2026-11-29", "2026-11-30"]) {
      const world = atApi({ payableUntil: isoDate(payableUntil) });
      world.bank.says.lookUp = { kind: "closed", reason: "decurso de prazo" };
      await world.morning("2026-12-01");
      expect(world.boleto("b1")?.status).toBe("payable");
      await world.morning("2026-12-02");
      expect(world.boleto("b1")?.status).toBe("expired");
    }
    const friday = atApi({ payableUntil: isoDate("2026-11-27") });
    friday.bank.says.lookUp = { kind: "closed", reason: "decurso de prazo" };
    await friday.morning("2026-11-30");
    expect(friday.boleto("b1")?.status).toBe("payable");
    await friday.morning("2026-12-01");
    expect(friday.boleto("b1")?.status).toBe("expired");
  });

  it("at a bank by file waits one business day more, for the return file", async () => {
    const world = atApi({}, "cnab240");
    for (const day of ["2026-11-25", "2026-11-26"]) await world.morning(day);
    expect(world.boleto("b1")?.status).toBe("payable");
    await world.morning("2026-11-27");
    expect(world.boleto("b1")?.status).toBe("expired");
  });
});

describe("whoever asks after the last day, before the bank said anything", () => {
  const another = (world: ReturnType<typeof atApi>) =>
    world.run((records) =>
      issueBoleto(records, { invoiceId: "i1", bankWalletId: "caixa", now: world.clock.now(), demo: false }),
    );

  it("gets no second boleto, neither the next morning nor while the bank does not answer", async () => {
    const world = atApi();
    await world.morning("2026-11-25");
    expect(await another(world)).toBeUndefined();
    world.bank.says.lookUp = { kind: "unknown" };
    await world.morning("2026-11-26");
    expect(await another(world)).toBeUndefined();
    expect(world.boleto("b1")?.status).toBe("payable");
    world.bank.says.lookUp = paid;
    await world.morning("2026-11-27");
    expect(world.invoice()?.invoice.status).toBe("paid");
    expect(world.memory.tables.boletos.size).toBe(1);
  });

  it("gets one when the bank said that the first was not paid, and hears that in the chat", async () => {
    const world = atApi();
    world.goTo(morningOf("2026-11-26"));
    world.bank.says.lookUp = { kind: "closed", reason: "decurso de prazo" };
    await world.run((records) => records.noteQuestion({ boletoId: "b1", chatId: "1", about: "paid" }, start));
    await answerFromBank(world.deps, { boletoId: "b1", chatId: "1", about: "paid", jobId: "j1" });
    expect(world.told("1")).toEqual([
      "O Itaú confirmou: esse boleto não foi pago, e ele já não vale. Para fazer outro, digite *menu*.",
    ]);
    expect((await another(world))?.bankName).toBe("Caixa");
  });

  it("waits at a bank by file for the return file, whose day no question shortens", async () => {
    const world = atApi({}, "cnab240");
    world.goTo(morningOf("2026-11-26"));
    await world.run((records) => records.noteQuestion({ boletoId: "b1", chatId: "1", about: "paid" }, start));
    await answerFromBank(world.deps, { boletoId: "b1", chatId: "1", about: "paid", jobId: "j1" });
    expect(world.boleto("b1")?.status).toBe("payable");
    expect(await another(world)).toBeUndefined();
  });

  it("waits for nobody where no word comes any more", async () => {
    const world = atApi();
    world.enterBanks(bank("itau"));
    world.goTo(morningOf("2026-11-25"));
    expect((await another(world))?.bankName).toBe("Caixa");
    expect(world.boleto("b1")?.status).toBe("expired");
  });
});

describe("a boleto that is over", () => {
  const closedAt = morningOf("2026-11-24");

  it.each(["expired", "cancelled", "rejected"] as const)(
    "is asked about on five business days more: %s",
    async (status) => {
      const world = atApi({ status, closedAt });
      world.bank.says.lookUp = { kind: "closed", reason: "baixa" };
      const asked: number[] = [];
      for (const day of ["11-25", "11-26", "11-27", "11-30", "12-01", "12-02"])
        asked.push(await world.morning(`2026-${day}`));
      expect(asked).toEqual([1, 1, 1, 1, 1, 0]);
    },
  );

  it("is not asked about where it was never sent", async () => {
    const world = atApi({ status: "cancelled", closedAt });
    await world.run((records) => records.changeBoleto("b1", { sentAt: null as never }));
    expect(await world.morning("2026-11-25")).toBe(0);
  });

  it.each(["expired", "cancelled", "rejected"] as const)(
    "and paid all the same settles its invoice: %s",
    async (status) => {
      const world = atApi({ status, closedAt });
      world.bank.says.lookUp = paid;
      await world.morning("2026-11-25");
      expect(world.boleto("b1")?.status).toBe(status);
      expect(world.invoice()?.invoice.status).toBe("paid");
      await world.morning("2026-11-26");
      expect(world.memory.tables.payments.size).toBe(1);
      expect(world.told("1")).toHaveLength(1);
    },
  );

  it("and paid although its invoice was paid is to be given back", async () => {
    const world = atApi({ status: "cancelled", closedAt });
    await world.run((records) => records.changeInvoice("i1", { status: "paid" }));
    world.bank.says.lookUp = paid;
    await world.morning("2026-11-25");
    expect([...world.memory.tables.payments.values()]).toMatchObject([{ outcome: "devolver_ou_creditar" }]);
  });

  it.each(["cancelled", "rejected", "expired"] as const)(
    "and open at the bank all the same is cancelled there: %s",
    async (status) => {
      const world = atApi({ status, closedAt });
      await world.morning("2026-11-25");
      expect(world.boleto("b1")?.status).toBe("cancelling");
      expect(world.jobs()).toContain("cancel-boleto");
      expect(world.events()).toContain("boleto.open-at-bank");
    },
  );
});

describe("a boleto that does not work at the bank", () => {
  it("and was cancelled there is thrown away, which is the answer", async () => {
    const world = atApi({ payableUntil: isoDate("2027-02-07") });
    world.bank.says.lookUp = { kind: "closed", reason: "baixa" };
    await world.run((records) =>
      records.noteQuestion({ boletoId: "b1", chatId: "1", about: "not-found" }, morningOf("2026-11-25")),
    );
    await answerFromBank(world.deps, { boletoId: "b1", chatId: "1", about: "not-found", jobId: "j1" });
    expect(world.boleto("b1")?.status).toBe("cancelling");
    expect(world.told("1")).toEqual([expect.stringMatching(/foi cancelado no banco\. Jogue fora/)]);
  });
});

describe("a boleto that could be paid and that its bank refuses afterwards", () => {
  it("is worthless: whoever has it is told, the operator sees why, and a bank may be chosen again", async () => {
    const world = atApi({ payableUntil: isoDate("2027-02-07") });
    world.bank.says.lookUp = { kind: "refused", reason: "REJEITADO" };
    await world.morning("2026-11-25");
    expect(world.boleto("b1")).toMatchObject({ status: "cancelling", bankReason: "REJEITADO" });
    expect(world.told("1")).toEqual([expect.stringMatching(/foi cancelado no banco\. Jogue fora/)]);
    expect(world.memory.tables.events).toContainEqual(
      expect.objectContaining({
        type: "boleto.closed-at-bank",
        data: { boletoId: "b1", bankCode: "341", reason: "REJEITADO" },
      }),
    );
    expect(world.invoice()?.choice.reopened).toBe(true);
  });
});
