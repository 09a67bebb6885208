import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import type { Registrar } from "../../../src/core/ports.ts";
import { payableAtBank } from "../../support/boleto-at-bank.ts";
import { startBankServices } from "../../support/start-bank-service.ts";

let all: Awaited<ReturnType<typeof startBankServices>>;
beforeAll(async () => {
  all = await startBankServices(["sicoob", "bb4"], "2026-11-24 09:00");
});
afterAll(() => all.stop());

const day = isoDate("2026-11-24");
const period = { from: day, to: isoDate("2026-11-26") };

/** Asks for the list of payments, and again with its cursor, until the bank has it. */
async function listed({ payments }: Registrar) {
  if (!payments) throw new Error("No list");
  let list = await payments(period);
  for (let asked = 0; list.kind === "later" && asked < 5; asked++) {
    await all.service.waits(1, "minutes");
    list = await payments({ ...period, cursor: list.cursor });
  }
  return list;
}

// The clock only goes on: what is told here is one night after the other.
describe.sequential("what another bank took in", () => {
  it("is open at Sicoob until the night, then paid on its own day, with what was paid", async () => {
    const boleto = await payableAtBank(all, "sicoob");
    const other = await payableAtBank(all, "sicoob");
    const { sicoob } = all.standIns;
    sicoob.pays(boleto.reference, { cents: 9_950, by: "boleto" });
    sicoob.pays(other.reference, { by: "boleto" });
    expect(await boleto.lookUp()).toMatchObject({ kind: "registered" });

    const bb = await payableAtBank(all, "bb4");
    all.standIns.bb4.pays(bb.reference, 99.5);
    const taken = { kind: "registered", paymentAnnounced: true };
    expect(await bb.lookUp()).toMatchObject(taken);

    all.service.isOffUntil("2026-11-25 09:00");
    const paid = { kind: "paid", paidOn: day, amountCents: 9_950 };
    expect(await boleto.lookUp()).toEqual(paid);
    sicoob.rules.numericTypes = true;
    expect(await boleto.lookUp()).toEqual(paid);
    expect(await bb.lookUp()).toEqual(paid);

    // Both ways in which the bank names the fields of its list are read.
    const numbers = sicoob.titles.map(({ nossoNumero }) => String(nossoNumero));
    expect(await listed(boleto.registrar)).toEqual({
      kind: "payments",
      payments: [
        { nossoNumero: numbers[0], reference: boleto.reference, paidOn: day, amountCents: 9_950 },
        { nossoNumero: numbers[1], reference: other.reference, paidOn: day, amountCents: 10_000 },
      ],
    });
    const [title] = all.standIns.bb4.titles;
    const payment = { bankReference: title?.id, nossoNumero: String(Number(title?.id.slice(-10))), amountCents: 9_950 };
    // The list of settled titles tells the day on which the bank booked them.
    expect(await listed(bb.registrar)).toEqual({
      kind: "payments",
      payments: [{ ...payment, paidOn: "2026-11-25", ofTitle: true }],
    });
  });

  it("is listed by Banco do Brasil with its own day where the bank has enabled its movements", async () => {
    const { bb4 } = all.standIns;
    bb4.rules.movements = true;
    const bb = await payableAtBank(all, "bb4", { settings: { listaDeMovimentos: true } });
    const before = bb4.titles.length;
    bb4.pays(bb.reference, 100);
    all.service.isOffUntil("2026-11-26 09:00");
    const list = await listed(bb.registrar);
    expect(list).toMatchObject({ kind: "payments" });
    const payments = list.kind === "payments" ? list.payments : [];
    expect(payments.map(({ paidOn, amountCents }) => ({ paidOn, amountCents }))).toEqual([
      { paidOn: "2026-11-24", amountCents: 9_950 },
      { paidOn: "2026-11-25", amountCents: 10_000 },
    ]);
    expect(payments[1]?.bankReference).toBe(bb4.titles[before - 1]?.id);
  });

  it("is an empty list where nobody paid, and no list while the bank refuses it", async () => {
    const sicoob = await payableAtBank(all, "sicoob");
    const none = { from: isoDate("2026-10-01"), to: isoDate("2026-10-02") };
    const order = await sicoob.registrar.payments?.(none);
    expect(order).toMatchObject({ kind: "later" });
    await all.service.waits(3, "minutes");
    const cursor = order?.kind === "later" ? order.cursor : "";
    expect(await sicoob.registrar.payments?.({ ...none, cursor })).toEqual({ kind: "payments", payments: [] });
    expect(await sicoob.registrar.payments?.({ ...none, cursor: "999" })).toEqual({ kind: "unknown" });
    const bb = await payableAtBank(all, "bb4");
    expect(await bb.registrar.payments?.(none)).toEqual({ kind: "payments", payments: [] });
  });
});
