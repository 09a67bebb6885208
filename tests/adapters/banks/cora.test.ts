import { describe, expect, it } from "vitest";
import { invoice, invoiceList, problem } from "../../../src/banks/cora/cora-answers.ts";
import { invoiceAnswer, paymentOf } from "../../../src/banks/cora/invoice-answer.ts";
import { invoiceRequest, obstacleAt } from "../../../src/banks/cora/invoice-request.ts";
import { readCoraWebhook } from "../../../src/banks/cora/read-webhook.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import type { BoletoRecord } from "../../../src/core/records/boleto-records.ts";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { coraInvoice } from "../../standins/banks/start-cora.ts";

const id = "0193f6a0-5a63-7a0e-9b57-1f2f2e5f9a10";
const payer = {
  name: "José Antônio de Ávila e Souza",
  document: "52998224725",
  isCompany: false,
  postal: { street: "Rua A, 1", district: "Centro", city: "Niterói", state: "RJ", postalCode: "24020005" },
};
const boletoOf = (more: object = {}, slip: object = {}) =>
  ({
    id,
    amountCents: 10_990,
    dueDate: isoDate("2026-12-10"),
    multaBasisPoints: 0,
    jurosPerDayCents: 0,
    slip: { numeroDocumento: "FAT-1", instructions: ["Referente a: uso de novembro."], ...slip },
    ...more,
  }) as unknown as BoletoRecord;
const requestOf = (more: object = {}, slip: object = {}) => invoiceRequest(boletoOf(more, slip), payer, { pix: true });
const discount = (discountUntil: string) => ({ discount: { discountCents: 1000, discountUntil } });

describe("what is sent to Cora", () => {
  it("tells all instructions that its 100 letters hold, the conditions of payment first of all", () => {
    const said = (...instructions: string[]) => invoiceRequest(boletoOf({}, { instructions }), payer, { pix: true });
    const conditions = ["Após o vencimento, multa de 2%.", "Após o vencimento, juros de 1% ao mês."];
    const text = "Apos o vencimento, multa de 2%. Apos o vencimento, juros de 1% ao mes.";
    expect(said(...conditions).services[0]?.description).toBe(text);
    expect(said("Referente a: uso de internet em novembro.", ...conditions).services[0]?.description).toBe(text);
    expect(said().services[0]?.description).toBe("Fatura FAT-1");
  });

  it("is what its description wants, in cents, and lets Cora write to nobody", () => {
    const body = requestOf({ multaBasisPoints: 200, jurosBasisPointsMonth: 100 }, discount("2026-12-09"));
    expect(coraInvoice.parse(body)).toEqual({
      code: shortReference(id),
      customer: { name: "Jose Antonio de Avila e Souza", document: { identity: "52998224725", type: "CPF" } },
      services: [{ name: "Fatura FAT-1", description: "Referente a: uso de novembro.", amount: 10_990 }],
      payment_terms: {
        due_date: "2026-12-10",
        fine: { date: "2026-12-11", rate: 2 },
        interest: { rate: 1 },
        discount: { type: "FIXED", value: 1000 },
      },
      payment_forms: ["BANK_SLIP", "PIX"],
    });
  });

  it("says nothing of multa, juros and discount where there are none", () => {
    expect(coraInvoice.parse(requestOf()).payment_terms).toEqual({ due_date: "2026-12-10" });
    expect(invoiceRequest(boletoOf(), payer, { pix: false }).payment_forms).toEqual(["BANK_SLIP"]);
  });

  // R$ 0,03 a day on R$ 112,61 is 0,799 % a month: never more than agreed.
  it("turns juros a day into a monthly rate, rounded down", () => {
    const { interest } = requestOf({ amountCents: 11_261, jurosPerDayCents: 3 }).payment_terms;
    expect(interest).toEqual({ rate: 0.79 });
    expect(((interest?.rate ?? 1) / 100) * 11_261).toBeLessThanOrEqual(90);
  });

  it.each([
    ["less than R$ 5,00", boletoOf({ amountCents: 499 }), payer, "a partir de R$ 5,00"],
    ["an abatement", boletoOf({}, { abatementCents: 1 }), payer, "abatimento"],
    ["a discount until the due date", boletoOf({}, discount("2026-12-10")), payer, "desconto"],
    ["letters in a CNPJ", boletoOf(), { ...payer, document: "12ABC34501DE35" }, "CNPJ com letras"],
  ])("is not sent where Cora would not register it as meant: %s", (_, boleto, to, reason) => {
    expect(obstacleAt(boleto, to)).toContain(reason);
    expect(obstacleAt(boletoOf({ amountCents: 500 }), payer)).toBeUndefined();
  });
});

describe("what Cora answers", () => {
  const now = new Date("2026-09-05T12:00:00Z");
  // As Cora's stage wrote it in September 2026.
  const sample = {
    id: "inv_C0ntANAVQUKtFnhzLt791Wg",
    status: "OPEN",
    total_amount: 35_000,
    payment_options: {
      bank_slip: {
        barcode: "40399157900000350000000090485367000022132101",
        digitable: "40390000079048536700800221321011915790000035000",
        our_number: "04853670000221321",
        registered: false,
        url: "https://storage.googleapis.com/boleto-1fc3373a.pdf",
      },
    },
    payments: [],
  };
  const slip = sample.payment_options.bank_slip;
  const answer = (more: object = {}, registered: boolean | null = true, isStage = false) =>
    invoiceAnswer(invoice.parse({ ...sample, payment_options: { bank_slip: { ...slip, registered } }, ...more }), {
      lookUps: 0,
      now,
      isStage,
    });
  const title = { codigoBarras: slip.barcode, linhaDigitavel: slip.digitable, nossoNumero: slip.our_number };
  const bankReference = sample.id;

  it("can be paid once the interbank base has it: open is not enough, but at the stage, which has no base", () => {
    expect(answer({}, false)).toMatchObject({ kind: "processing", bankReference });
    expect(answer({}, true)).toEqual({ kind: "registered", bankReference, title });
    expect(answer({}, null)).toMatchObject({ kind: "registered" });
    expect(answer({}, false, true)).toMatchObject({ kind: "registered" });
    const without = { bank_slip: { ...slip, barcode: null, digitable: null, our_number: null } };
    expect(answer({ payment_options: without })).toMatchObject({ kind: "processing" });
  });

  it.each([
    ["DRAFT", { kind: "processing" }],
    ["INITIATED", { kind: "processing" }],
    ["LATE", { kind: "registered" }],
    ["IN_PAYMENT", { kind: "registered", paymentAnnounced: true }],
    ["CANCELLED", { kind: "closed" }],
    ["RECURRENCE_DRAFT", { kind: "unknown" }],
    ["SOMETHING_NEW", { kind: "unknown" }],
  ])("%s", (status, expected) => {
    expect(answer({ status })).toMatchObject(expected);
  });

  it("paid: with the amount and the day that Cora tells, and without those it does not", () => {
    const paid = { status: "PAID", total_paid: 35_100, occurrence_date: "2026-09-04T10:11:12" };
    expect(answer(paid)).toEqual({ kind: "paid", amountCents: 35_100, paidOn: "2026-09-04" });
    expect(answer({ status: "PAID", total_paid: 0, occurrence_date: null })).toEqual({
      kind: "paid",
      paidOn: "2026-09-05",
    });
    const payments = [{ id: "p", status: "FINALIZED", finalized_at: "2026-09-03T23:00:00" }];
    expect(answer({ status: "PAID", payments })).toEqual({ kind: "paid", paidOn: "2026-09-03" });
  });

  it("PIX comes with it where Cora has made one", () => {
    expect(answer({ pix: { emv: "00020126" } })).toMatchObject({ title: { pixCopiaECola: "00020126" } });
    expect(answer({ pix: { emv: null } })).toEqual({ kind: "registered", bankReference, title });
  });

  it("a list of payments names each by all that Cora knows of it", () => {
    const { items } = invoiceList.parse({
      totalItems: 1,
      items: [{ ...sample, status: "PAID", code: "ABC", total_paid: 35_000, occurrence_date: "2026-09-04" }],
    });
    expect(items.map((one) => paymentOf(one, now))).toEqual([
      {
        bankReference,
        reference: "ABC",
        nossoNumero: "4853670000221321",
        amountCents: 35_000,
        paidOn: "2026-09-04",
        ofTitle: true,
      },
    ]);
  });

  it("refusals are read with the fields that are wrong", () => {
    expect(problem.parse({ code: "invalid_request", message: "x", errors: [{ code: "c", message: "m" }] })).toEqual({
      code: "invalid_request",
      message: "x",
      errors: [{ code: "c", message: "m" }],
    });
  });
});

describe("what Cora posts", () => {
  const post = (type: unknown, resource: unknown) =>
    readCoraWebhook({ "webhook-event-id": "evt_1", "webhook-event-type": type, "webhook-resource-id": resource });

  it("names a charge, or is about something else, or is unreadable", () => {
    expect(post("invoice.paid", "inv_1")).toEqual([{ bankReference: "inv_1" }]);
    expect(post("transfer.completed", "trn_1")).toEqual([]);
    expect(post(undefined, "inv_1")).toBeUndefined();
    expect(readCoraWebhook(undefined)).toBeUndefined();
  });
});
