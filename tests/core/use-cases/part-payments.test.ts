import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { issueBoleto } from "../../../src/core/use-cases/boletos/issue-boleto.ts";
import { recordBankPayment } from "../../../src/core/use-cases/payments/record-bank-payment.ts";
import { type PaymentReport, recordPayment } from "../../../src/core/use-cases/payments/record-payment.ts";
import { listedPaymentId } from "../../../src/core/use-cases/payments/same-payment.ts";
import { undoPayment } from "../../../src/core/use-cases/payments/undo-payment.ts";
import { lookAtInvoice } from "../../../src/core/use-cases/turn/look-at-invoice.ts";
import { boleto, createWorld, start } from "./world.ts";

const paidOn = isoDate("2026-11-24");

/** Chat 1 watches the boleto of R$ 109,90 that lives, chat 2 an older one of the same invoice. */
function owed(more: Parameters<typeof boleto>[1] = {}) {
  const world = createWorld();
  world.enterBoleto(boleto("b1", { status: "payable", ...more }), ["1"]);
  world.enterBoleto(boleto("b2", { status: "cancelling" }), ["2"]);
  const pay = (report: Partial<PaymentReport> = {}) =>
    recordPayment(world.deps, { boletoId: "b1", amountCents: 10_990, paidOn, externalId: "p1", ...report });
  const payments = () => [...world.memory.tables.payments.values()];
  const lastEvent = () => world.memory.tables.events.at(-1);
  /** What the subscriber reads of the invoice, and what a new boleto would ask for. */
  const look = async () => {
    const seen = await world.run((records) =>
      lookAtInvoice(
        { invoiceCase: records.invoiceCase, writes: () => records },
        { invoiceId: "i1", access: { subscriberIds: ["maria"], contractIds: [] }, now: world.clock.now() },
      ),
    );
    const offer = seen?.options.kind === "choose" ? seen.options.offers[0] : undefined;
    return {
      todayCents: seen?.invoice.todayCents,
      partPaidCents: seen?.invoice.partPaidCents,
      newCents: offer?.amountCents,
    };
  };
  const issueForRest = () =>
    world.run((records) =>
      issueBoleto(records, { invoiceId: "i1", bankWalletId: "itau", chatId: "1", now: world.clock.now(), demo: false }),
    );
  return { ...world, pay, payments, lastEvent, look, issueForRest };
}

describe("a payment of less than what is owed", () => {
  it("is booked and leaves the rest open: said in every chat, shown in the feed, and asked for by a new boleto", async () => {
    const world = owed();
    await world.pay({ amountCents: 6000 });
    expect(world.invoice()?.invoice.status).toBe("open");
    expect(world.boleto("b1")?.status).toBe("paid");
    for (const chatId of ["1", "2"])
      expect(world.told(chatId)).toEqual([
        "Recebemos um pagamento da fatura (uso de novembro): *R$ 60,00*. Faltam *R$ 49,90*. Para pagar só o que falta, digite *menu*.",
      ]);
    expect(world.lastEvent()).toMatchObject({
      type: "payment.received",
      data: { amountCents: 6000, outcome: "parcial", differenceCents: -4990 },
    });
    expect(await world.look()).toEqual({ todayCents: 4990, partPaidCents: 6000, newCents: 4990 });
  });

  it("that is reported again is the same one", async () => {
    const world = owed();
    await world.pay({ amountCents: 6000 });
    await world.pay({ amountCents: 6000 });
    expect(world.payments()).toHaveLength(1);
    expect(world.told("1")).toHaveLength(1);
  });

  it("through another boleto takes the one for the full amount out of the way", async () => {
    const world = owed();
    await world.pay({ boletoId: "b2", amountCents: 6000 });
    expect(world.boleto("b1")?.status).toBe("cancelling");
    expect(world.told("1")[1]).toBe("Se você tem outro boleto dessa fatura, jogue fora: ele é de outro valor.");
    expect(world.jobs()).toEqual(["cancel-boleto"]);
  });

  it("adds up with the next: the sum settles", async () => {
    const world = owed();
    await world.pay({ amountCents: 6000 });
    const card = await world.issueForRest();
    expect(card).toMatchObject({ amountCents: 4990, principalCents: 4990 });
    await world.pay({ boletoId: card?.boletoId ?? "", amountCents: 4990, externalId: "p2" });
    expect(world.invoice()?.invoice.status).toBe("paid");
    expect(world.payments().map(({ outcome }) => outcome)).toEqual(["parcial", "settled"]);
  });

  it("followed by one for the full amount: settled, and what came twice is said", async () => {
    const world = owed();
    await world.pay({ amountCents: 6000 });
    await world.pay({ boletoId: "b2", externalId: "p2" });
    expect(world.told("2").at(-1)).toBe(
      "Vieram *R$ 60,00* a mais. A equipe vai entrar em contato para devolver ou creditar.",
    );
  });

  it("may be followed by a boleto for the rest from the provider's system: the abatement is not taken off again", async () => {
    const world = owed();
    const row = world.invoice();
    if (row) world.enterInvoices({ ...row, invoice: { ...row.invoice, abatementCents: 500 } });
    await world.pay({ amountCents: 6000 });
    const { bankWalletId: _, ...elsewhere } = boleto("b3", { status: "payable", amountCents: 4490 });
    world.enterBoleto(elsewhere);
    expect(await world.look()).toMatchObject({ todayCents: 4490, partPaidCents: 6000 });
  });

  it("settles all the same within what the provider lets go", async () => {
    const world = owed();
    const row = world.invoice();
    if (row) world.enterInvoices({ ...row, toleranceCents: 100 });
    await world.pay({ amountCents: 10_890 });
    expect(world.invoice()?.invoice.status).toBe("paid");
  });

  it("of an overdue invoice: multa once, juros on the rest alone", async () => {
    const world = owed({ dueDate: isoDate("2026-11-10") });
    const row = world.invoice();
    if (row) world.enterInvoices({ ...row, invoice: { ...row.invoice, dueDate: isoDate("2026-11-10") } });
    await world.pay({ amountCents: 6000, paidOn: isoDate("2026-11-24") });
    // Judged two business days before, at 19/11 (20/11 is a holiday), nine days late: multa 2,20 and juros of 0,33.
    expect(await world.look()).toMatchObject({ todayCents: 4990 + 220 + 33 });
    world.goTo(new Date("2026-12-24T17:02:00Z"));
    // 30 days at 1 % a month on R$ 49,90.
    expect(await world.look()).toMatchObject({ todayCents: 4990 + 220 + 33 + 50 });
    const card = await world.issueForRest();
    expect(card).toMatchObject({ principalCents: 4990 + 220 + 33, multaCents: 0, jurosCents: 50, amountCents: 5293 });
    expect(world.boleto(card?.boletoId ?? "")).toMatchObject({ multaBasisPoints: 0, jurosPerDayCents: 1 });
  });
});

describe("a part payment that the bank takes back", () => {
  it("is owed again, and the boleto for the rest is withdrawn", async () => {
    const world = owed();
    await world.pay({ amountCents: 6000 });
    const card = await world.issueForRest();
    await undoPayment(world.deps, "b1");
    expect(world.boleto(card?.boletoId ?? "")?.status).toBe("cancelling");
    expect(world.boleto("b1")?.status).toBe("payable");
    expect(await world.look()).toMatchObject({ todayCents: 10_990 });
    expect(world.told("1").at(-2)).toMatch(/^O banco desfez o pagamento/);
  });

  it("after the rest was paid reopens the invoice for that part alone", async () => {
    const world = owed();
    await world.pay({ amountCents: 6000 });
    const card = await world.issueForRest();
    await world.pay({ boletoId: card?.boletoId ?? "", amountCents: 4990, externalId: "p2" });
    await undoPayment(world.deps, "b1");
    expect(world.invoice()?.invoice.status).toBe("open");
    expect(await world.look()).toMatchObject({ todayCents: 6000, partPaidCents: 4990 });
    // It asks for the full amount.
    expect(world.boleto("b1")?.status).toBe("cancelling");
    expect(world.lastEvent()).toMatchObject({ type: "payment.undone", data: { reopened: true } });
  });
});

describe("a payment whose amount the bank does not tell", () => {
  const late = { dueDate: isoDate("2026-11-10") };

  it("is booked as what the boleto asked for that day, marked as not told, and is one however often it is told", async () => {
    const world = owed(late);
    await recordBankPayment(world.deps, "b1", { kind: "paid", paidOn });
    await recordBankPayment(world.deps, "b1", { kind: "paid", paidOn });
    // 2 % and 14 days of 4 cents.
    expect(world.payments()).toMatchObject([{ amountCents: 10_990 + 220 + 56, amountTold: false, outcome: "settled" }]);
    expect(world.lastEvent()).toMatchObject({ data: { amountTold: false } });
    expect(world.told("1")).toHaveLength(1);
  });

  it("is corrected when the amount is told; what changes nothing is not told again", async () => {
    const world = owed();
    await recordBankPayment(world.deps, "b1", { kind: "paid", paidOn });
    await recordBankPayment(world.deps, "b1", { kind: "paid", paidOn, amountCents: 10_990 });
    expect(world.payments()).toMatchObject([{ amountCents: 10_990, amountTold: true }]);
    expect(world.told("1")).toHaveLength(1);
    await recordBankPayment(world.deps, "b1", { kind: "paid", paidOn, amountCents: 1 });
    expect(world.payments()).toMatchObject([{ amountCents: 10_990 }]);
  });

  it("and that turns out to be less reopens the invoice, never in silence", async () => {
    const world = owed();
    await recordBankPayment(world.deps, "b1", { kind: "paid", paidOn });
    await recordBankPayment(world.deps, "b1", { kind: "paid", paidOn, amountCents: 9000 });
    expect(world.invoice()?.invoice.status).toBe("open");
    expect(world.payments()).toMatchObject([{ amountCents: 9000, outcome: "parcial", differenceCents: -1990 }]);
    expect(world.told("1").at(-1)).toBe(
      "O banco informou agora o valor pago da fatura (uso de novembro): *R$ 90,00*. Faltam *R$ 19,90*. Para pagar só o que falta, digite *menu*.",
    );
    expect(world.lastEvent()).toMatchObject({ type: "payment.corrected", data: { reopened: true } });
  });
});

describe("a part payment that a file corrects upwards after the rest was paid", () => {
  it("settles, and what was paid for the rest is to be refunded or credited", async () => {
    const world = owed();
    await recordBankPayment(world.deps, "b1", { kind: "paid", paidOn, amountCents: 6000 });
    const card = await world.issueForRest();
    await world.pay({ boletoId: card?.boletoId ?? "", amountCents: 4990, externalId: "p2" });
    await world.pay({ externalId: listedPaymentId("b1", { paidOn, amountCents: 10_990 }) });
    expect(world.payments().map(({ outcome }) => outcome)).toEqual(["settled", "devolver_ou_creditar"]);
    expect(world.invoice()?.invoice.status).toBe("paid");
    expect(world.told("1").at(-1)).toMatch(/^Recebemos um pagamento a mais/);
  });
});

describe("one payment that a look-up and a file report", () => {
  const entry = { paidOn, amountCents: 10_990 };
  const entryId = listedPaymentId("b1", entry);

  it.each([
    ["the look-up first", ["answer", "entry", "entry"]],
    ["the file first", ["entry", "answer", "entry"]],
  ])("is one: %s", async (_, order) => {
    const world = owed();
    for (const what of order)
      if (what === "answer") await recordBankPayment(world.deps, "b1", { kind: "paid", ...entry });
      else await world.pay({ ...entry, externalId: entryId });
    expect(world.payments()).toMatchObject([{ externalId: entryId, outcome: "settled" }]);
    expect(world.told("1")).toHaveLength(1);
  });

  it("is two if the file has a second entry", async () => {
    const world = owed();
    await recordBankPayment(world.deps, "b1", { kind: "paid", ...entry });
    await world.pay({ ...entry, externalId: entryId });
    await world.pay({ ...entry, externalId: listedPaymentId("b1", entry, 2) });
    expect(world.payments().map(({ outcome }) => outcome)).toEqual(["settled", "devolver_ou_creditar"]);
  });

  it("has the day and the amount of the file", async () => {
    const world = owed();
    await recordBankPayment(world.deps, "b1", { kind: "paid", paidOn: isoDate("2026-11-25") });
    await world.pay({
      ...entry,
      amountCents: 11_990,
      externalId: listedPaymentId("b1", { paidOn, amountCents: 11_990 }),
    });
    expect(world.payments()).toMatchObject([{ paidOn, amountCents: 11_990, amountTold: true, differenceCents: 1000 }]);
    expect(world.told("1").at(-1)).toMatch(/^Vieram \*R\$ 10,00\* a mais/);
    expect(world.clock.now()).toEqual(start);
  });
});
