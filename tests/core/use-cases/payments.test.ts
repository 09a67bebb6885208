import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { type PaymentReport, recordPayment } from "../../../src/core/use-cases/payments/record-payment.ts";
import { undoPayment } from "../../../src/core/use-cases/payments/undo-payment.ts";
import { boleto, createWorld, start } from "./world.ts";

const paidOn = isoDate("2026-11-24");

/** Chat 1 was promised the boleto that lives, chat 2 an older one of the same invoice that was rejected. */
function owed(more: Parameters<typeof boleto>[1] = {}) {
  const world = createWorld();
  world.enterBoleto(boleto("b1", { status: "payable", ...more }), ["1"]);
  world.enterBoleto(boleto("b2", { status: "rejected" }), ["2"]);
  const pay = (report: Partial<PaymentReport> = {}) =>
    recordPayment(world.deps, { boletoId: "b1", amountCents: 10_990, paidOn, externalId: "p1", ...report });
  const outcomes = () => [...world.memory.tables.payments.values()].map(({ outcome }) => outcome);
  return { ...world, pay, outcomes };
}

describe("a payment", () => {
  it("settles its invoice and is told to everybody who was promised any of its boletos", async () => {
    const world = owed();
    await world.pay();
    expect(world.boleto("b1")).toMatchObject({ status: "paid", closedAt: start });
    expect(world.invoice()?.invoice.status).toBe("paid");
    for (const chatId of ["1", "2"])
      expect(world.told(chatId)).toEqual(["✅ Recebemos o pagamento da fatura (uso de novembro). Obrigado!"]);
    expect(world.told("3")).toEqual([]);
  });

  it("that is reported again is the same one: nothing is told, nothing counted twice", async () => {
    const world = owed();
    await world.pay();
    await world.pay();
    expect(world.outcomes()).toEqual(["settled"]);
    expect(world.told("1")).toHaveLength(1);
    expect(world.events()).toEqual(["payment.received"]);
  });

  it("of more says what came too much", async () => {
    const world = owed();
    await world.pay({ amountCents: 11_990 });
    expect(world.told("1")).toEqual([
      expect.stringMatching(/^✅ Recebemos/),
      expect.stringMatching(/^Vieram \*R\$\s10,00\* a mais/),
    ]);
  });

  it("after the first one settles nothing: it waits to be paid back or credited, and is told as that", async () => {
    const world = owed();
    await world.pay();
    await world.pay({ externalId: "p2", boletoId: "b2" });
    expect(world.outcomes()).toEqual(["settled", "devolver_ou_creditar"]);
    expect(world.told("1")[1]).toMatch(/^Recebemos um pagamento a mais/);
    expect(world.boleto("b2")?.status).toBe("rejected");
  });

  it("through an old boleto takes the living one out of the way, before somebody pays that too", async () => {
    const world = owed();
    world.enterBoleto(boleto("b3", { status: "cancelling" }), []);
    await world.pay({ boletoId: "b3" });
    expect(world.boleto("b3")?.status).toBe("paid");
    expect(world.boleto("b1")).toMatchObject({ status: "cancelling", nextLookUpAt: start });
    expect(world.jobs()).toEqual(["cancel-boleto"]);
  });

  it("through a boleto that was over counts, and the boleto stays what it is", async () => {
    const world = owed({ status: "expired" });
    await world.pay();
    expect(world.boleto("b1")?.status).toBe("expired");
    expect(world.invoice()?.invoice.status).toBe("paid");
  });

  it("of a cancelled invoice settles nothing", async () => {
    const world = owed();
    await world.run((records) => records.changeInvoice("i1", { status: "cancelled" }));
    await world.pay();
    expect(world.outcomes()).toEqual(["devolver_ou_creditar"]);
    expect(world.invoice()?.invoice.status).toBe("cancelled");
  });

  it("of no boleto of ours is nobody's", async () => {
    const world = owed();
    await world.pay({ boletoId: "b404" });
    expect(world.outcomes()).toEqual([]);
  });
});

describe("a payment that the bank takes back", () => {
  it("counts no more: the invoice is open, the boleto can be paid, and its chats hear of it", async () => {
    const world = owed();
    await world.pay();
    await undoPayment(world.deps, "b1");
    await undoPayment(world.deps, "b1");
    expect(world.invoice()?.invoice.status).toBe("open");
    expect(world.boleto("b1")?.status).toBe("payable");
    expect(world.boleto("b1")).not.toHaveProperty("closedAt");
    expect(world.told("1").slice(1)).toEqual([expect.stringMatching(/^O banco desfez o pagamento/)]);
    expect(world.events()).toEqual(["payment.received", "payment.undone"]);
  });

  it("leaves a boleto expired whose last day is over by then", async () => {
    const world = owed({ payableUntil: isoDate("2026-11-23") });
    await world.pay();
    await undoPayment(world.deps, "b1");
    expect(world.boleto("b1")?.status).toBe("expired");
  });

  it("leaves the invoice paid where a second payment waited: that one settles it, and nobody is alarmed", async () => {
    const world = owed();
    await world.pay();
    await world.pay({ externalId: "p2", boletoId: "b2" });
    const before = world.told("1").length;
    await undoPayment(world.deps, "b1");
    expect(world.invoice()?.invoice.status).toBe("paid");
    expect(world.memory.tables.payments.get("p2")?.outcome).toBe("settled");
    expect(world.boleto("b1")?.status).toBe("cancelling");
    expect(world.told("1")).toHaveLength(before);
  });

  it("changes nothing of the invoice where it only waited for the operator", async () => {
    const world = owed();
    await world.pay({ externalId: "p2", boletoId: "b2" });
    await world.pay();
    await undoPayment(world.deps, "b1");
    expect(world.invoice()?.invoice.status).toBe("paid");
  });

  it("may come again: the same amount on the same day is then another payment", async () => {
    const world = owed();
    await world.pay();
    await undoPayment(world.deps, "b1");
    await world.pay();
    expect(world.invoice()?.invoice.status).toBe("paid");
    expect(world.events()).toEqual(["payment.received", "payment.undone", "payment.received"]);
  });
});
