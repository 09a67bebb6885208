import { describe, expect, it } from "vitest";
import { charge, numbers } from "../../../src/banks/asaas/asaas-answers.ts";
import { chargeAnswer, needsNumbers, paymentOf } from "../../../src/banks/asaas/charge-answer.ts";
import { chargeRequest, obstacleAt } from "../../../src/banks/asaas/charge-request.ts";
import { readAsaasWebhook } from "../../../src/banks/asaas/read-webhook.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import type { BoletoRecord } from "../../../src/core/records/boleto-records.ts";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { asaasCharge } from "../../standins/banks/start-asaas.ts";

const id = "0193f6a0-5a63-7a0e-9b57-1f2f2e5f9a10";
const reference = shortReference(id);
const boletoOf = (more: object = {}, slip: object = {}) =>
  ({
    id,
    amountCents: 10_990,
    dueDate: isoDate("2026-12-10"),
    payableUntil: isoDate("2027-02-07"),
    multaBasisPoints: 0,
    jurosPerDayCents: 0,
    slip: { instructions: ["Referente a: uso de novembro.", "Não receber depois de 59 dias."], ...slip },
    ...more,
  }) as unknown as BoletoRecord;

describe("what is sent to Asaas", () => {
  it("is what its description wants, in reais, with rates a month and the discount's days before the due date", () => {
    const boleto = boletoOf(
      { multaBasisPoints: 200, jurosBasisPointsMonth: 100 },
      { discount: { discountCents: 1050, discountUntil: isoDate("2026-12-08") } },
    );
    expect(asaasCharge.parse(chargeRequest(boleto, "cus_1"))).toEqual({
      customer: "cus_1",
      billingType: "BOLETO",
      value: 109.9,
      dueDate: "2026-12-10",
      description: "Referente a: uso de novembro. Nao receber depois de 59 dias.",
      daysAfterDueDateToRegistrationCancellation: 59,
      externalReference: reference,
      discount: { type: "FIXED", value: 10.5, dueDateLimitDays: 2 },
      interest: { value: 1 },
      fine: { type: "PERCENTAGE", value: 2 },
      postalService: false,
    });
  });

  it("leaves out whole instructions where 500 letters do not hold them, and cuts none", () => {
    const instructions = [`Referente a: ${"uso de novembro ".repeat(32)}.`, "Não receber depois de 59 dias."];
    expect(chargeRequest(boletoOf({}, { instructions }), "cus_1").description).toBe("Nao receber depois de 59 dias.");
  });

  it("says 0 where there is no multa, juros or discount: the account may have others by default", () => {
    expect(asaasCharge.parse(chargeRequest(boletoOf(), "cus_1"))).toMatchObject({
      discount: { type: "FIXED", value: 0, dueDateLimitDays: 0 },
      interest: { value: 0 },
      fine: { type: "PERCENTAGE", value: 0 },
    });
  });

  it.each([
    ["less than R$ 5,00", boletoOf({ amountCents: 499 }), "a partir de R$ 5,00"],
    ["an abatement", boletoOf({}, { abatementCents: 1 }), "abatimento"],
  ])("is not sent where Asaas would not register it as meant: %s", (_, boleto, reason) => {
    expect(obstacleAt(boleto)).toContain(reason);
    expect(obstacleAt(boletoOf({ amountCents: 500 }))).toBeUndefined();
  });
});

describe("what Asaas answers", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  const sample = {
    object: "payment",
    id: "pay_080225913252",
    dateCreated: "2026-11-20",
    customer: "cus_G7Dvo4iphUNk",
    value: 129.9,
    netValue: 124.9,
    billingType: "BOLETO",
    status: "PENDING",
    dueDate: "2026-12-10",
    paymentDate: null,
    clientPaymentDate: null,
    externalReference: reference,
    nossoNumero: "10286661",
    bankSlipUrl: "https://www.asaas.com/b/pdf/080225913252",
    deleted: false,
  };
  const bars = numbers.parse({
    identificationField: "46191110000000000000010286661011898750000025631",
    nossoNumero: "10286661",
    barCode: "46198987500000256311110000000000001028666101",
  });
  const answer = (more: object = {}, with_: object = { numbers: bars }) =>
    chargeAnswer(charge.parse({ ...sample, ...more }), { lookUps: 0, now, ...with_ });

  it("can be paid once its boleto has numbers", () => {
    expect(answer({}, {})).toMatchObject({ kind: "processing", bankReference: sample.id });
    expect(answer({}, { numbers: bars, pixCopiaECola: "000201" })).toEqual({
      kind: "registered",
      bankReference: sample.id,
      title: {
        nossoNumero: "10286661",
        codigoBarras: bars.barCode,
        linhaDigitavel: bars.identificationField,
        pixCopiaECola: "000201",
      },
    });
  });

  it.each([
    ["OVERDUE", { kind: "registered" }],
    ["DUNNING_REQUESTED", { kind: "registered" }],
    ["CONFIRMED", { kind: "registered", paymentAnnounced: true }],
    ["RECEIVED", { kind: "paid" }],
    ["RECEIVED_IN_CASH", { kind: "paid" }],
    ["DUNNING_RECEIVED", { kind: "paid" }],
    ["REFUNDED", { kind: "closed" }],
    ["REFUND_IN_PROGRESS", { kind: "closed" }],
    ["CHARGEBACK_DISPUTE", { kind: "unknown" }],
    ["AWAITING_RISK_ANALYSIS", { kind: "unknown" }],
    ["SOMETHING_NEW", { kind: "unknown" }],
  ])("%s", (status, expected) => {
    expect(answer({ status })).toMatchObject(expected);
  });

  it("announced is not paid, and pending is not announced", () => {
    expect(answer({ status: "CONFIRMED", clientPaymentDate: "2026-11-23" }).kind).not.toBe("paid");
    expect(answer()).not.toHaveProperty("paymentAnnounced");
  });

  it("paid: what the payer paid and when, not what is left of it and when it arrived", () => {
    const paid = { status: "RECEIVED", value: 133.81, paymentDate: "2026-11-24", clientPaymentDate: "2026-11-23" };
    expect(answer(paid)).toEqual({ kind: "paid", amountCents: 13_381, paidOn: "2026-11-23" });
    expect(paymentOf(charge.parse({ ...sample, ...paid }), now)).toEqual({
      bankReference: sample.id,
      reference,
      nossoNumero: "10286661",
      amountCents: 13_381,
      paidOn: "2026-11-23",
      ofTitle: true,
    });
  });

  it("removed is closed, whatever its status", () => {
    expect(answer({ deleted: true })).toMatchObject({ kind: "closed" });
    expect(needsNumbers(charge.parse({ ...sample, deleted: true }))).toBe(false);
  });
});

describe("what Asaas posts", () => {
  const post = (event: string, payment: unknown) => readAsaasWebhook({ id: "evt_1", event, payment });
  const ours = { id: "pay_1", externalReference: reference };

  it("names a charge of ours", () => {
    expect(post("PAYMENT_RECEIVED", ours)).toEqual([{ bankReference: "pay_1", reference }]);
    expect(post("PAYMENT_CONFIRMED", ours)).toEqual([{ bankReference: "pay_1", reference, paymentAnnounced: true }]);
    expect(post("PAYMENT_RECEIVED_IN_CASH_UNDONE", ours)).toEqual([
      { bankReference: "pay_1", reference, undone: true },
    ]);
  });

  it("is nothing to us where another system's charge is named, or none", () => {
    expect(post("PAYMENT_RECEIVED", { id: "pay_1", externalReference: "056984" })).toEqual([]);
    expect(post("PAYMENT_RECEIVED", { id: "pay_1", externalReference: null })).toEqual([]);
    expect(post("TRANSFER_CREATED", undefined)).toEqual([]);
    expect(readAsaasWebhook({ payment: ours })).toBeUndefined();
  });
});
