import { describe, expect, it } from "vitest";
import type { WebhookNote } from "../../../src/core/bank-ports.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { localDateTime } from "../../../src/core/billing/calendar/local-time.ts";
import { answerFromBank } from "../../../src/core/use-cases/boletos/answer-from-bank.ts";
import { issueBoleto } from "../../../src/core/use-cases/boletos/issue-boleto.ts";
import { lookUpBoleto } from "../../../src/core/use-cases/boletos/look-up-boleto.ts";
import { readWebhook } from "../../../src/core/use-cases/boletos/read-webhook.ts";
import { registerBoleto } from "../../../src/core/use-cases/boletos/register-boleto.ts";
import { issueForOperator } from "../../../src/core/use-cases/operator/issue-for-operator.ts";
import { announcePayment } from "../../../src/core/use-cases/payments/announce-payment.ts";
import { bank, boleto, createWorld, minutes, start } from "./world.ts";

const at = (day: string) => localDateTime(isoDate(day), "06:10", "America/Sao_Paulo");
const told =
  "O banco avisou que a fatura (uso de novembro) foi paga. A confirmação chega no próximo dia útil. Não pague de novo.";

/** A payable boleto at a bank's API, which chats 1 and 2 watch. */
function payable(more: Parameters<typeof boleto>[1] = {}) {
  const world = createWorld();
  world.enterBanks(bank("itau", { registersBy: "api" }));
  world.enterBoleto(boleto("b1", { status: "payable", sentAt: start, ...more }), ["1", "2"]);
  const look = (why: "news" | "undone" = "news") => lookUpBoleto(world.deps, { boletoId: "b1", why, unasked: true });
  /** The bank posts, and its post is read. */
  const post = async (notes: WebhookNote[], ids: string[] = ["b1"], isProven = true) => {
    const desk = {
      waiting: async () => ({ bank: "itau", body: "{}" }),
      boletosOf: async () => ids.map((id) => ({ id, isProven })),
      keep: async () => {},
      finish: async () => {},
    };
    const readers = new Map([["itau", { bankCode: "341" as const, read: () => notes }]]);
    await readWebhook(world.deps, { desk, readers }, "1");
  };
  return { ...world, look, post };
}

describe("a payment that the bank only announces", () => {
  it("by its own answer, is told to everybody who watches, once, and settles nothing yet", async () => {
    const world = payable();
    world.bank.says.lookUp = { kind: "registered", paymentAnnounced: true };
    await world.look();
    await world.look();
    for (const chatId of ["1", "2"]) expect(world.told(chatId)).toEqual([told]);
    expect(world.invoice()?.invoice.status).toBe("open");
    expect(world.boleto("b1")?.status).toBe("payable");
    expect(world.events()).toEqual(["boleto.payment-announced"]);
  });

  it("by a post is announced the same way: the post is no proof, so the bank is asked besides", async () => {
    const world = payable();
    await world.post([{ nossoNumero: "1", paymentAnnounced: true }]);
    expect(world.told("1")).toEqual([told]);
    expect(world.memory.tables.payments.size).toBe(0);
    expect(world.jobs()).toContain("look-up-boleto");
  });

  it("by a post that may mean two boletos is announced of neither", async () => {
    const world = payable();
    world.enterBoleto(boleto("b2", { status: "cancelled", sentAt: start }));
    await world.post([{ nossoNumero: "1", paymentAnnounced: true }], ["b1", "b2"]);
    expect(world.told("1")).toEqual([]);
    expect(world.jobs().filter((name) => name === "look-up-boleto")).toHaveLength(2);
  });

  it("is no news once the invoice is paid", async () => {
    const world = payable();
    world.bank.says.lookUp = { kind: "paid", amountCents: 10_990, paidOn: isoDate("2026-11-24") };
    await world.look();
    await world.post([{ nossoNumero: "1", paymentAnnounced: true }]);
    expect(world.told("1")).toEqual([expect.stringMatching(/^✅ Recebemos/)]);
    expect(world.boleto("b1")).not.toHaveProperty("announcedAt");
  });

  it("ends when the bank books it", async () => {
    const world = payable();
    await announcePayment(world.deps, "b1");
    world.goTo(at("2026-11-25"));
    world.bank.says.lookUp = { kind: "paid", amountCents: 10_990, paidOn: isoDate("2026-11-24") };
    await world.look();
    expect(world.boleto("b1")).not.toHaveProperty("announcedAt");
    expect(world.invoice()?.invoice.status).toBe("paid");
  });

  it("keeps every other boleto from being made: in the chat, at another bank, by an operator", async () => {
    const world = payable();
    await announcePayment(world.deps, "b1");
    const asked = { invoiceId: "i1", bankWalletId: "caixa" };
    for (const more of [{}, { replacing: "b1" }]) {
      const request = { ...asked, ...more, now: start, demo: false };
      expect(await world.run((records) => issueBoleto(records, request))).toBeUndefined();
      const by = { id: "1", name: "Rita", kind: "operator" } as never;
      expect(await issueForOperator(world.deps, { ...asked, ...more, by })).toBeUndefined();
    }
    expect(world.memory.tables.boletos.size).toBe(1);
    expect(world.boleto("b1")?.status).toBe("payable");
  });

  it("of a boleto that was replaced keeps the new one from being replaced again", async () => {
    const world = payable({ status: "cancelling" });
    world.enterBoleto(boleto("b2", { status: "payable", sentAt: start, bankWalletId: "caixa", bankCode: "104" }));
    await announcePayment(world.deps, "b1");
    const request = { invoiceId: "i1", bankWalletId: "itau", replacing: "b2", now: start, demo: false };
    expect(await world.run((records) => issueBoleto(records, request))).toBeUndefined();
  });

  it("answers 'já paguei'", async () => {
    const world = payable();
    await announcePayment(world.deps, "b1");
    await world.run((records) => records.noteQuestion({ boletoId: "b1", chatId: "1", about: "paid" }, start));
    world.bank.says.lookUp = { kind: "registered", paymentAnnounced: true };
    await answerFromBank(world.deps, { boletoId: "b1", chatId: "1", about: "paid", jobId: "j1" });
    expect(world.told("1").at(-1)).toBe(
      "O Itaú avisou que foi pago. A confirmação chega no próximo dia útil. Não pague de novo.",
    );
  });

  it("that the answer to 'já paguei' brings first is told once", async () => {
    const world = payable();
    await world.run((records) => records.noteQuestion({ boletoId: "b1", chatId: "1", about: "paid" }, start));
    world.bank.says.lookUp = { kind: "registered", paymentAnnounced: true };
    await answerFromBank(world.deps, { boletoId: "b1", chatId: "1", about: "paid", jobId: "j1" });
    expect(world.told("1")).toEqual([told]);
  });
});

describe("a payment that is announced while the boleto is still in registration", () => {
  const registering = () => payable({ status: "registering", nextLookUpAt: start });
  const announced = { kind: "registered", paymentAnnounced: true } as const;

  it("is told in place of the boleto, by the job that registers", async () => {
    const world = registering();
    world.bank.says.lookUp = announced;
    await registerBoleto(world.deps, "b1");
    expect(world.boleto("b1")).toMatchObject({ status: "payable", announcedAt: start });
    for (const chatId of ["1", "2"]) expect(world.told(chatId)).toEqual([told]);
  });

  it("is told in place of the boleto, by the answer to a question of a chat", async () => {
    const world = registering();
    world.bank.says.lookUp = announced;
    await world.run((records) => records.noteQuestion({ boletoId: "b1", chatId: "1", about: "not-found" }, start));
    await answerFromBank(world.deps, { boletoId: "b1", chatId: "1", about: "not-found", jobId: "j1" });
    expect(world.boleto("b1")).toMatchObject({ status: "payable", announcedAt: start });
    for (const chatId of ["1", "2"]) expect(world.told(chatId)).toEqual([told]);
  });

  it("is not announced by a post under a number that the bank never gave to this boleto", async () => {
    const world = payable({ status: "rejected" });
    await world.post([{ nossoNumero: "1", paymentAnnounced: true }], ["b1"], false);
    expect(world.told("1")).toEqual([]);
    expect(world.jobs()).toContain("look-up-boleto");
  });
});

describe("an announced payment that the bank takes back", () => {
  const takenBack = expect.stringMatching(
    /tinha avisado o pagamento da fatura .* mas não confirmou: ela está em aberto/,
  );

  it("by a post, once its books agree", async () => {
    const world = payable();
    await announcePayment(world.deps, "b1");
    world.goTo(minutes(60));
    world.bank.says.lookUp = { kind: "registered", paymentAnnounced: true };
    await world.look("undone");
    expect(world.told("1")).toHaveLength(1);
    world.bank.says.lookUp = { kind: "registered" };
    await world.look("undone");
    expect(world.told("1")).toEqual([told, takenBack]);
    expect(world.boleto("b1")).not.toHaveProperty("announcedAt");
  });

  it("by its silence: not on the next business day, but on the morning after it", async () => {
    const world = payable();
    await announcePayment(world.deps, "b1");
    world.bank.says.lookUp = { kind: "registered" };
    world.goTo(at("2026-11-25"));
    await world.look();
    expect(world.told("1")).toEqual([told]);
    world.goTo(at("2026-11-26"));
    world.bank.says.lookUp = { kind: "unknown" };
    await world.look();
    expect(world.told("1")).toEqual([told]);
    world.bank.says.lookUp = { kind: "registered" };
    await world.look();
    expect(world.told("1")).toEqual([told, takenBack]);
  });

  it.each(["closed", "refused"] as const)(
    "by closing the boleto, though not before the money had its time to come: %s",
    async (kind) => {
      const world = payable();
      await announcePayment(world.deps, "b1");
      world.bank.says.lookUp = { kind, reason: "baixa" };
      await world.look();
      world.goTo(at("2026-11-25"));
      await world.look();
      expect(world.told("1")).toEqual([told]);
      const request = { invoiceId: "i1", bankWalletId: "caixa", now: world.clock.now(), demo: false };
      expect(await world.run((records) => issueBoleto(records, request))).toBeUndefined();
      world.goTo(at("2026-11-26"));
      await world.look();
      expect(world.told("1")).toEqual([told, takenBack, expect.stringMatching(/foi cancelado no banco/)]);
      expect(world.boleto("b1")).not.toHaveProperty("announcedAt");
    },
  );

  it("leaves its boleto payable until the last day, announced or not, and no longer", async () => {
    const world = payable({ payableUntil: isoDate("2026-11-24") });
    await announcePayment(world.deps, "b1");
    world.bank.says.lookUp = { kind: "registered" };
    world.goTo(at("2026-11-25"));
    await world.look();
    expect(world.boleto("b1")?.status).toBe("payable");
    world.goTo(at("2026-11-26"));
    world.bank.says.lookUp = { kind: "closed", reason: "decurso de prazo" };
    await world.look();
    expect(world.boleto("b1")?.status).toBe("expired");
    expect(world.told("1")).toEqual([told, takenBack]);
  });
});

it("a bank that still only announces what its post says is booked is asked again, as about any other news", async () => {
  const world = payable();
  await announcePayment(world.deps, "b1");
  await world.post([{ nossoNumero: "1" }]);
  world.bank.says.lookUp = { kind: "registered", paymentAnnounced: true };
  await lookUpBoleto(world.deps, { boletoId: "b1", why: "news" });
  expect(world.lastJob()).toMatchObject({ job: { name: "look-up-boleto", attempt: 1 }, startAfter: minutes(1) });
});
