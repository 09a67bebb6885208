import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { localDateTime } from "../../../src/core/billing/calendar/local-time.ts";
import type { ListedPayment, PaymentList } from "../../../src/core/registration/bank-answer.ts";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { readPaymentLists, reconcilePayments } from "../../../src/core/use-cases/payments/reconcile-payments.ts";
import { recordBankPayment } from "../../../src/core/use-cases/payments/record-bank-payment.ts";
import { bank, boleto, createWorld, numbersOf, start } from "./world.ts";

const morningOf = (day: string) => localDateTime(isoDate(day), "06:05", "America/Sao_Paulo");
const paidOn = isoDate("2026-11-24");

/** A bank with a list of payments: `lists` by its first day, else an empty one. */
function listing(more: { lists?: Record<string, PaymentList> } = {}) {
  const world = createWorld();
  const range = { from: 500, to: 1500, next: 600 };
  world.enterBanks(bank("itau", { registersBy: "api", nossoNumero: range }));
  world.enterBoleto(boleto("b1", { status: "payable", sentAt: start }), ["1"]);
  const lists: Record<string, PaymentList> = { ...more.lists };
  const read: string[] = [];
  world.bank.registrar.payments = async ({ from, to, cursor }) => {
    read.push([from, to, ...(cursor === undefined ? [] : [cursor])].join(" "));
    return lists[from] ?? { kind: "payments", payments: [] };
  };
  const readsAt = async (at: Date) => {
    world.goTo(at);
    await readPaymentLists(world.deps);
    await work();
  };
  /** Works off the jobs that read lists, as they fall due before the next morning. */
  const work = async (until = new Date(world.clock.now().getTime() + 23 * 3_600_000)) => {
    for (;;) {
      const { jobs } = world.memory.tables;
      const due = jobs.findIndex(
        ({ job, startAfter }) => job.name === "read-payments" && (startAfter ?? start) <= until,
      );
      const [row] = due < 0 ? [] : jobs.splice(due, 1);
      if (row?.job.name !== "read-payments") return;
      if (row.startAfter && row.startAfter > world.clock.now()) world.goTo(row.startAfter);
      await reconcilePayments(world.deps, row.job);
    }
  };
  const eventsOf = (name: string) => world.memory.tables.events.filter(({ type }) => type === name);
  return { ...world, lists, read, readsAt, work, eventsOf };
}
const listOf = (...payments: ListedPayment[]): PaymentList => ({ kind: "payments", payments });
const nossoNumeroOf = (sequence: number) => numbersOf(bank("itau"), sequence).nossoNumero.replace(/^0+/, "");

describe("the bank's list of payments", () => {
  it("settles what was paid, with the amount of the list, and once however often it is read", async () => {
    const world = listing();
    const payment = { reference: "b1", amountCents: 11_213, paidOn };
    world.lists["2026-11-23"] = listOf(payment);
    await world.readsAt(morningOf("2026-11-25"));
    world.memory.tables.readThrough.clear();
    world.lists["2026-11-24"] = listOf(payment);
    await world.readsAt(morningOf("2026-11-26"));
    world.read.length = 1;
    expect(world.read).toEqual(["2026-11-23 2026-11-24"]);
    expect([...world.memory.tables.payments.values()]).toMatchObject([{ boletoId: "b1", amountCents: 11_213, paidOn }]);
    expect(world.boleto("b1")?.status).toBe("paid");
  });

  it("is read from where the last complete reading ended, at most two days at once, until yesterday", async () => {
    const world = listing();
    await world.readsAt(morningOf("2026-11-25"));
    await world.readsAt(morningOf("2026-11-26"));
    await world.readsAt(morningOf("2026-12-01"));
    const repeated = ["2026-11-18", "2026-11-20", "2026-11-22", "2026-11-24 2026-11-24", "2026-11-24 2026-11-25"];
    expect(world.read.filter((period) => !repeated.some((day) => period.startsWith(day)))).toEqual([
      "2026-11-23 2026-11-24",
      "2026-11-25 2026-11-25",
      "2026-11-26 2026-11-27",
      "2026-11-28 2026-11-29",
      "2026-11-30 2026-11-30",
    ]);
  });

  it("is read again for five business days: what the bank books late is listed under the day of payment", async () => {
    const world = listing();
    for (const day of ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"]) await world.readsAt(morningOf(day));
    expect(world.boleto("b1")?.status).toBe("payable");
    world.lists["2026-11-24"] = listOf({ reference: "b1", amountCents: 10_990, paidOn });
    await world.readsAt(morningOf("2026-12-01"));
    expect(world.read.slice(-4)).toEqual([
      "2026-11-30 2026-11-30",
      "2026-11-24 2026-11-25",
      "2026-11-26 2026-11-27",
      "2026-11-28 2026-11-29",
    ]);
    expect(world.boleto("b1")?.status).toBe("paid");
    await world.readsAt(morningOf("2026-12-02"));
    expect(world.read.filter((period) => period.startsWith("2026-11-24"))).toHaveLength(2);
  });

  it("is read with the access of each bank wallet: two that look alike may be two accounts", async () => {
    const world = listing();
    world.enterBanks(bank("itau", { id: "itau2", externalId: "itau2", registersBy: "api", account: {} }));
    world.enterBanks(bank("itau", { id: "itau3", externalId: "itau3", registersBy: "api", account: {} }));
    const asked: string[] = [];
    world.deps.registrarOf = ({ id }) => ({
      ...world.bank.registrar,
      async payments() {
        asked.push(id);
        return { kind: "payments", payments: [] };
      },
    });
    await world.readsAt(morningOf("2026-11-25"));
    expect(asked.toSorted()).toEqual(["itau", "itau2", "itau3"]);
    expect([...world.memory.tables.readThrough.keys()].toSorted()).toEqual(["itau", "itau2", "itau3"]);
  });

  it("finds a boleto of another bank wallet of the same account, and tells what is foreign in it once", async () => {
    const world = listing();
    world.enterBanks(bank("itau", { id: "itau2", externalId: "itau2", registersBy: "api" }));
    world.lists["2026-11-23"] = listOf(
      { reference: "b1", amountCents: 10_990, paidOn },
      { reference: "PEDIDO 12", amountCents: 300, paidOn },
    );
    await world.readsAt(morningOf("2026-11-25"));
    expect(world.memory.tables.payments.size).toBe(1);
    expect(world.eventsOf("bank.payments-foreign")).toHaveLength(1);
  });

  it("is still read for a bank wallet that was switched off while a boleto of its may be paid", async () => {
    const world = listing();
    world.enterBanks(bank("itau", { registersBy: "api", active: false }));
    world.lists["2026-11-23"] = listOf({ reference: "b1", amountCents: 10_990, paidOn });
    await world.readsAt(morningOf("2026-11-25"));
    expect(world.boleto("b1")?.status).toBe("paid");
    await world.readsAt(morningOf("2026-11-26"));
    const reads = world.read.length;
    await world.readsAt(morningOf("2027-01-04"));
    expect(world.read).toHaveLength(reads);
  });

  it("leads to a look-up where it tells no amount, or the bank took a payment back before", async () => {
    const world = listing();
    world.lists["2026-11-23"] = listOf({ reference: "b1", paidOn });
    await world.readsAt(morningOf("2026-11-25"));
    expect(world.memory.tables.payments.size).toBe(0);
    expect(world.jobs()).toEqual(["look-up-boleto"]);
    await world.run(async (records) => {
      const kept = { externalId: "bank:b1", invoiceId: "i1", boletoId: "b1", outcome: "settled" } as const;
      await records.insertPayment({ ...kept, amountCents: 10_990, paidOn });
      await records.undoPayment("b1", start);
    });
    world.lists["2026-11-25"] = listOf({ reference: "b1", amountCents: 10_990, paidOn });
    await world.readsAt(morningOf("2026-11-26"));
    expect(world.boleto("b1")?.status).toBe("payable");
    expect(world.jobs()).toEqual(["look-up-boleto", "look-up-boleto"]);
  });

  describe("that has a second payment of a boleto", () => {
    const nextDay = isoDate("2026-11-25");
    const outcomes = (world: ReturnType<typeof listing>) =>
      [...world.memory.tables.payments.values()].map(({ amountCents, outcome }) => [amountCents, outcome]);

    it("of another day has money to be given back or credited", async () => {
      const world = listing();
      world.lists["2026-11-23"] = listOf({ reference: "b1", amountCents: 10_990, paidOn });
      await world.readsAt(morningOf("2026-11-25"));
      world.lists["2026-11-25"] = listOf({ reference: "b1", amountCents: 10_990, paidOn: nextDay });
      await world.readsAt(morningOf("2026-11-26"));
      expect(outcomes(world)).toEqual([
        [10_990, "settled"],
        [10_990, "devolver_ou_creditar"],
      ]);
      expect(world.told("1").at(-1)).toMatch(/um pagamento a mais/);
    });

    it("of another amount on the same day has it, too", async () => {
      const world = listing();
      world.lists["2026-11-23"] = listOf(
        { reference: "b1", amountCents: 10_990, paidOn },
        { reference: "b1", amountCents: 5000, paidOn },
      );
      await world.readsAt(morningOf("2026-11-25"));
      expect(outcomes(world)).toEqual([
        [10_990, "settled"],
        [5000, "devolver_ou_creditar"],
      ]);
    });

    it("after a part settles the invoice with the rest, whatever the look-ups said in between", async () => {
      const world = listing();
      await recordBankPayment(world.deps, "b1", { kind: "paid", amountCents: 4000, paidOn });
      world.lists["2026-11-23"] = listOf({ reference: "b1", amountCents: 4000, paidOn });
      await world.readsAt(morningOf("2026-11-25"));
      await recordBankPayment(world.deps, "b1", { kind: "paid", amountCents: 10_990, paidOn: nextDay });
      world.lists["2026-11-25"] = listOf({ reference: "b1", amountCents: 6990, paidOn: nextDay });
      await world.readsAt(morningOf("2026-11-26"));
      expect(outcomes(world)).toEqual([
        [4000, "parcial"],
        [6990, "settled"],
      ]);
      expect(world.invoice()?.invoice.status).toBe("paid");
    });

    it("is not made of the line of a title that only changed its day, and is shown where its amount changed", async () => {
      const world = listing();
      const line = { reference: "b1", amountCents: 4000, paidOn, ofTitle: true } as const;
      world.lists["2026-11-23"] = listOf(line);
      await world.readsAt(morningOf("2026-11-25"));
      world.lists["2026-11-25"] = listOf({ ...line, paidOn: nextDay });
      await world.readsAt(morningOf("2026-11-26"));
      expect(world.eventsOf("bank.payment-repeated")).toEqual([]);
      world.lists["2026-11-26"] = listOf({ ...line, paidOn: isoDate("2026-11-26"), amountCents: 10_990 });
      await world.readsAt(morningOf("2026-11-27"));
      expect(outcomes(world)).toEqual([[4000, "parcial"]]);
      expect(world.eventsOf("bank.payment-repeated")).toHaveLength(1);
    });

    it("that is equal in all is shown to the operator: paid twice, or listed twice", async () => {
      const world = listing();
      const payment = { reference: "b1", nossoNumero: "123456", amountCents: 10_990, paidOn };
      world.lists["2026-11-23"] = listOf(payment, payment);
      await world.readsAt(morningOf("2026-11-25"));
      expect(outcomes(world)).toEqual([[10_990, "settled"]]);
      expect(world.eventsOf("bank.payment-repeated")).toMatchObject([
        { data: { bankCode: "341", bankWalletId: "itau", nossoNumero: "…3456", amountCents: 10_990, paidOn } },
      ]);
    });
  });

  it("is the same payment that the bank answered before, with the earlier of both days", async () => {
    const world = listing();
    await recordBankPayment(world.deps, "b1", { kind: "paid", amountCents: 10_990, paidOn: isoDate("2026-11-23") });
    world.lists["2026-11-23"] = listOf({ reference: "b1", amountCents: 10_990, paidOn });
    await world.readsAt(morningOf("2026-11-25"));
    await world.readsAt(morningOf("2026-11-26"));
    expect([...world.memory.tables.payments.values()]).toMatchObject([
      { externalId: "bank:b1:2026-11-24:10990", paidOn: "2026-11-23", outcome: "settled" },
    ]);
    expect(world.told("1")).toHaveLength(1);
  });

  describe("that names a boleto by its number alone", () => {
    const numbered = { nossoNumero: boleto("b1").nossoNumero ?? "", amountCents: 10_990, paidOn };

    it("is of a boleto that the bank had confirmed", async () => {
      const world = listing();
      await world.run((records) => records.changeBoleto("b1", { payableAt: start }));
      world.lists["2026-11-23"] = listOf(numbered);
      await world.readsAt(morningOf("2026-11-25"));
      expect(world.boleto("b1")?.status).toBe("paid");
    });

    it.each(["rejected", "registering"] as const)(
      "may be an older system's where the bank never had ours under it, so the bank is asked: %s",
      async (status) => {
        const world = listing();
        world.enterBoleto(boleto("b1", { status, sentAt: start }), ["1"]);
        world.lists["2026-11-23"] = listOf(numbered);
        await world.readsAt(morningOf("2026-11-25"));
        expect(world.memory.tables.payments.size).toBe(0);
        expect(world.told("1")).toEqual([]);
        expect(world.jobs()).toEqual(["look-up-boleto"]);
      },
    );

    it("is another system's where it has that system's reference, and is shown to the operator", async () => {
      const world = listing();
      await world.run((records) => records.changeBoleto("b1", { payableAt: start }));
      world.lists["2026-11-23"] = listOf({ ...numbered, reference: "00-03" });
      await world.readsAt(morningOf("2026-11-25"));
      expect(world.memory.tables.payments.size).toBe(0);
      expect(world.events()).toEqual([expect.stringMatching(/^bank\.payments?-(unknown|foreign)$/)]);
    });
  });

  it("shows the operator a payment of our number range whose boleto is not here, with most of the number hidden", async () => {
    const world = listing();
    world.lists["2026-11-23"] = listOf({ nossoNumero: nossoNumeroOf(777), amountCents: 5000, paidOn });
    await world.readsAt(morningOf("2026-11-25"));
    expect(world.eventsOf("bank.payment-unknown")).toMatchObject([
      { data: { bankCode: "341", bankWalletId: "itau", nossoNumero: "…777", amountCents: 5000, paidOn } },
    ]);
    expect(world.eventsOf("bank.payments-foreign")).toEqual([]);
  });

  it("knows our own reference even where the bank numbers", async () => {
    const world = listing();
    world.enterBanks(bank("itau", { registersBy: "api", bankNumbers: true }));
    const reference = shortReference("c0ffee00-1234-4abc-8def-0123456789ab");
    world.lists["2026-11-23"] = listOf({ reference, paidOn }, { reference: "PEDIDO-12", paidOn });
    await world.readsAt(morningOf("2026-11-25"));
    expect(world.eventsOf("bank.payments-foreign")).toMatchObject([{ data: { count: 1, amountCents: 0 } }]);
    expect(world.eventsOf("bank.payment-unknown")).toMatchObject([
      { data: { nossoNumero: `…${reference.slice(-4)}` } },
    ]);
  });

  it("sums up what another system issued at the same account, one line for a reading", async () => {
    const world = listing();
    world.lists["2026-11-23"] = listOf(
      { nossoNumero: nossoNumeroOf(2000), amountCents: 1000, paidOn },
      { nossoNumero: nossoNumeroOf(2001), amountCents: 2500, paidOn },
      { reference: "PEDIDO 12", amountCents: 300, paidOn },
    );
    await world.readsAt(morningOf("2026-11-25"));
    expect(world.eventsOf("bank.payments-foreign")).toMatchObject([
      { data: { count: 3, amountCents: 3800, from: "2026-11-23", through: "2026-11-24" } },
    ]);
    expect(world.eventsOf("bank.payment-unknown")).toEqual([]);
  });
});

describe("a list that cannot be read", () => {
  it("is asked for again the same day, is shown to the operator that day, and never counts as read", async () => {
    const world = listing({ lists: { "2026-11-23": { kind: "unknown" } } });
    await world.readsAt(morningOf("2026-11-25"));
    expect(world.read.length).toBeGreaterThan(10);
    expect(new Set(world.read)).toEqual(new Set(["2026-11-23 2026-11-24"]));
    expect(world.eventsOf("bank.payments-unread")).toMatchObject([
      { data: { bankCode: "341", bankWalletId: "itau", since: "2026-11-23" } },
    ]);
    expect(world.clock.now() < morningOf("2026-11-26")).toBe(true);
    // Two days in the list, of the three that are missing.
    await world.readsAt(morningOf("2026-11-26"));
    expect(world.read.at(-1)).toBe("2026-11-24 2026-11-25");
  });

  it("that broke down half-way is not read either", async () => {
    const world = listing();
    world.bank.registrar.payments = () => Promise.reject(new Error("connection lost"));
    await world.readsAt(morningOf("2026-11-25"));
    expect(world.memory.tables.readThrough.size).toBe(0);
    expect(world.eventsOf("bank.payments-unread")).toHaveLength(1);
  });

  it("waits as long as the bank says, and only while the bank is in trouble", async () => {
    const world = listing();
    const retryAt = localDateTime(isoDate("2026-11-25"), "09:00", "America/Sao_Paulo");
    world.lists["2026-11-23"] = { kind: "in-trouble", retryAt };
    world.goTo(morningOf("2026-11-25"));
    await readPaymentLists(world.deps);
    await reconcilePayments(world.deps, { bankWalletId: "itau" });
    expect(world.lastJob()).toMatchObject({ startAfter: retryAt });
    expect(world.events()).toEqual([]);
  });

  it("that the bank still prepares has not failed, however often it says so", async () => {
    const world = listing();
    world.bank.registrar.payments = async () => ({
      kind: "later",
      retryAt: new Date(world.clock.now().getTime() + 60_000),
      cursor: "req-7",
    });
    world.goTo(morningOf("2026-11-25"));
    await readPaymentLists(world.deps);
    await world.work(localDateTime(isoDate("2026-11-25"), "08:00", "America/Sao_Paulo"));
    expect(world.events()).toEqual([]);
    await world.work();
    expect(world.eventsOf("bank.payments-unread")).toHaveLength(1);
  });

  it("that the bank prepares is fetched by the name that the bank gave it", async () => {
    const retryAt = localDateTime(isoDate("2026-11-25"), "06:15", "America/Sao_Paulo");
    const world = listing({ lists: { "2026-11-23": { kind: "later", retryAt, cursor: "req-7" } } });
    world.goTo(morningOf("2026-11-25"));
    await reconcilePayments(world.deps, { bankWalletId: "itau" });
    const job = world.lastJob()?.job;
    world.lists["2026-11-23"] = listOf({ reference: "b1", amountCents: 10_990, paidOn });
    world.goTo(retryAt);
    if (job?.name === "read-payments") await reconcilePayments(world.deps, job);
    expect(world.read).toEqual(["2026-11-23 2026-11-24", "2026-11-23 2026-11-24 req-7"]);
    expect(world.boleto("b1")?.status).toBe("paid");
  });
});
