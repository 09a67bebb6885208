import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import type { BankAnswer } from "../../../src/core/registration/bank-answer.ts";
import { answerFromBank } from "../../../src/core/use-cases/boletos/answer-from-bank.ts";
import { lookUpBoleto } from "../../../src/core/use-cases/boletos/look-up-boleto.ts";
import { registerBoleto } from "../../../src/core/use-cases/boletos/register-boleto.ts";
import { boleto, createWorld, minutes, start } from "./world.ts";

const paid = { kind: "paid", amountCents: 10_990, paidOn: isoDate("2026-11-24") } as const;

describe("a boleto that is sent to its bank", () => {
  const sending = (more: Parameters<typeof boleto>[1] = {}) => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { nextLookUpAt: start, ...more }), ["1"]);
    return { ...world, register: () => registerBoleto(world.deps, "b1") };
  };

  it("can be paid as soon as the bank says so", async () => {
    const world = sending();
    world.bank.says.register = { kind: "registered" };
    await world.register();
    expect(world.bank.asked).toEqual(["register b1"]);
    expect(world.boleto("b1")?.status).toBe("payable");
  });

  it("is never sent again before the bank was asked for it and does not know it", async () => {
    const world = sending();
    world.bank.says.register = { kind: "unknown" };
    await world.register();
    world.goTo(minutes(30));
    world.bank.says.lookUp = { kind: "unknown" };
    await world.register();
    expect(world.bank.asked).toEqual(["register b1", "lookUp b1"]);
    world.goTo(world.boleto("b1")?.nextLookUpAt ?? start);
    world.bank.says.lookUp = { kind: "not-found" };
    await world.register();
    expect(world.bank.asked).toEqual(["register b1", "lookUp b1", "lookUp b1", "register b1"]);
  });

  it("is known to be on its way before the call: a process that dies in it sends nothing twice", async () => {
    const world = sending();
    world.bank.registrar.register = async () => {
      expect(world.boleto("b1")).toMatchObject({ sentAt: start, callingUntil: minutes(1 / 6) });
      throw new Error("the process dies here");
    };
    await world.register();
    expect(world.boleto("b1")?.sentAt).toEqual(start);
  });

  it("is left alone by a repeat of its job: too early, while it is being sent, or when it is no longer to be", async () => {
    for (const more of [
      { nextLookUpAt: minutes(1) },
      { callingUntil: minutes(1) },
      { status: "cancelling" },
      { status: "payable" },
    ] as const) {
      const world = sending(more);
      await world.register();
      expect(world.bank.asked).toEqual([]);
    }
  });

  it("is not sent where it was taken back while the bank was asked for it", async () => {
    const world = sending({ sentAt: start });
    world.bank.registrar.lookUp = async () => {
      await world.run((records) => records.changeBoleto("b1", { status: "cancelling" }));
      return { kind: "not-found" };
    };
    await world.register();
    expect(world.bank.asked).toEqual([]);
    expect(world.boleto("b1")?.status).toBe("cancelling");
  });
});

describe("a bank's hint at news of a boleto", () => {
  const hinted = async (about: "news" | "undone", more: Parameters<typeof boleto>[1] = {}) => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { status: "payable", ...more }), ["1"]);
    await world.run((records) => records.noteQuestion({ boletoId: "b1", about }, start));
    const look = (attempt = 0) => lookUpBoleto(world.deps, { boletoId: "b1", why: about, attempt });
    return { ...world, look };
  };

  it("counts only by what the bank says when it is asked", async () => {
    const world = await hinted("news");
    world.bank.says.lookUp = { kind: "registered" };
    expect(await world.look()).toBe(false);
    expect(world.invoice()?.invoice.status).toBe("open");
    world.goTo(minutes(1));
    world.bank.says.lookUp = paid;
    expect(await world.look(1)).toBe(true);
    expect(world.invoice()?.invoice.status).toBe("paid");
  });

  it("is asked about again after 1, 5 and 30 minutes while the bank's books do not show it, and then no more", async () => {
    const world = await hinted("news");
    world.bank.says.lookUp = { kind: "processing" };
    const pauses: number[] = [];
    for (const attempt of [0, 1, 2, 3]) {
      await world.look(attempt);
      const at = world.lastJob()?.startAfter ?? start;
      pauses.push((at.getTime() - world.clock.now().getTime()) / 60_000);
      world.goTo(at);
    }
    expect(pauses).toEqual([1, 5, 30, 0]);
    expect(await world.look()).toBe(false);
    expect(world.bank.asked).toHaveLength(4);
  });

  it("is left alone where it was answered, or another job is asking about it", async () => {
    const world = await hinted("news");
    world.bank.registrar.lookUp = async () => {
      expect(await world.look()).toBe(false);
      return paid;
    };
    expect(await world.look()).toBe(true);
    expect(await world.look()).toBe(false);
    expect(world.memory.tables.payments.size).toBe(1);
  });

  it("may be that a payment was undone: only where the bank has the boleto unpaid by then", async () => {
    const world = await hinted("undone", { status: "paid" });
    await world.run(async (records) => {
      await records.changeInvoice("i1", { status: "paid" });
      const kept = { externalId: "bank:b1", invoiceId: "i1", boletoId: "b1", outcome: "settled" } as const;
      await records.insertPayment({ ...kept, amountCents: 10_990, paidOn: paid.paidOn });
    });
    world.bank.says.lookUp = paid;
    await world.look();
    expect(world.invoice()?.invoice.status).toBe("paid");
    world.goTo(minutes(1));
    world.bank.says.lookUp = { kind: "registered" };
    await world.look(1);
    expect(world.invoice()?.invoice.status).toBe("open");
  });

  it("may be that the boleto was withdrawn there: whoever has it is told to throw it away", async () => {
    const world = await hinted("news");
    world.bank.says.lookUp = { kind: "closed", reason: "baixa" };
    expect(await world.look()).toBe(true);
    expect(world.boleto("b1")?.status).toBe("cancelling");
    expect(world.told("1")).toEqual([expect.stringMatching(/^Seu boleto do Itaú foi cancelado no banco/)]);
  });
});

describe("a bank's hint that a payment was undone", () => {
  /** A boleto that was paid yesterday; the bank hints that it took the payment back. */
  const undone = async (more: Parameters<typeof boleto>[1] = {}) => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { status: "paid", sentAt: start, ...more }), ["1"]);
    await world.run(async (records) => {
      await records.changeInvoice("i1", { status: "paid" });
      const kept = { externalId: "bank:b1", invoiceId: "i1", boletoId: "b1", outcome: "settled" } as const;
      await records.insertPayment({ ...kept, amountCents: 10_990, paidOn: paid.paidOn });
      await records.noteQuestion({ boletoId: "b1", about: "undone" }, start);
    });
    /** Asks at the next moment that the job itself sets; returns false if it asks no more. */
    const next = async () => {
      const last = world.memory.tables.jobs.findLast(({ job }) => job.name === "look-up-boleto");
      if (last?.startAfter) world.goTo(last.startAfter);
      const attempt = last?.job.name === "look-up-boleto" ? last.job.attempt : undefined;
      const before = world.bank.asked.length;
      await lookUpBoleto(world.deps, { boletoId: "b1", why: "undone", ...(attempt !== undefined && { attempt }) });
      return world.bank.asked.length > before;
    };
    return { ...world, next };
  };

  it.each<BankAnswer>([{ kind: "unknown" }, { kind: "in-trouble", retryAt: minutes(90) }])(
    "stays open until the bank answers: $kind",
    async (answer) => {
      const world = await undone();
      world.bank.says.lookUp = answer;
      for (let time = 0; time < 30; time++) expect(await world.next()).toBe(true);
      expect(world.clock.now().getTime()).toBeGreaterThan(minutes(24 * 60).getTime());
      world.bank.says.lookUp = { kind: "registered" };
      await world.next();
      expect(world.invoice()?.invoice.status).toBe("open");
      expect(await world.next()).toBe(false);
    },
  );

  it("counts where the bank has closed the boleto meanwhile: it is no longer paid, and worthless", async () => {
    const world = await undone();
    world.bank.says.lookUp = { kind: "closed", reason: "baixado" };
    await world.next();
    expect(world.invoice()?.invoice.status).toBe("open");
    expect(world.boleto("b1")?.status).toBe("cancelling");
    expect(world.told("1")).toEqual([
      expect.stringMatching(/^O banco desfez o pagamento/),
      expect.stringMatching(/foi cancelado no banco/),
    ]);
  });

  it("counts also after the last day, on which a cheque was paid that bounced", async () => {
    const world = await undone({ payableUntil: isoDate("2026-11-23") });
    world.bank.says.lookUp = { kind: "closed", reason: "baixado" };
    await world.next();
    expect(world.invoice()?.invoice.status).toBe("open");
    expect(world.boleto("b1")?.status).toBe("expired");
    expect(world.events()).toContain("payment.undone");
  });

  it("is shown to the operator where the bank still has it paid days later", async () => {
    const world = await undone();
    world.bank.says.lookUp = paid;
    while (await world.next());
    expect(world.clock.now().getTime()).toBeGreaterThan(minutes(48 * 60).getTime());
    expect(world.invoice()?.invoice.status).toBe("paid");
    expect(world.events()).toEqual(["payment.undone-unconfirmed"]);
  });
});

describe("a subscriber's question to the bank", () => {
  const question = { boletoId: "b1", chatId: "1", jobId: "j1" };
  const asking = async (about: "paid" | "not-found", more: Parameters<typeof boleto>[1] = {}) => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { status: "payable", ...more }), ["1", "2"]);
    await world.run((records) => records.noteQuestion({ boletoId: "b1", chatId: "1", about }, start));
    return { ...world, answer: () => answerFromBank(world.deps, { ...question, about }) };
  };

  it("is answered to the chat that asked, once, also where the job runs again", async () => {
    const world = await asking("not-found");
    world.bank.says.lookUp = { kind: "registered" };
    await world.answer();
    await world.answer();
    expect(world.told("1")).toEqual([expect.stringMatching(/confirmou: seu boleto está registrado/)]);
    expect(world.told("2")).toEqual([]);
  });

  it("is answered by the money itself where the bank has it, and by nothing besides", async () => {
    const world = await asking("paid");
    world.bank.says.lookUp = paid;
    await world.answer();
    for (const chatId of ["1", "2"]) expect(world.told(chatId)).toEqual([expect.stringMatching(/^✅ Recebemos/)]);
  });

  it("makes no new boleto and settles nothing where the bank does not know it", async () => {
    const world = await asking("paid");
    world.bank.says.lookUp = { kind: "not-found" };
    await world.answer();
    expect(world.told("1")).toEqual([expect.stringMatching(/Se pagou, não pague de novo/)]);
    expect(world.boleto("b1")?.status).toBe("payable");
    expect(world.bank.asked).toEqual(["lookUp b1"]);
  });

  it("is answered by the refusal where the bank refuses meanwhile", async () => {
    const world = await asking("not-found", { status: "registering" });
    world.bank.says.lookUp = { kind: "refused", reason: "CEP" };
    await world.answer();
    expect(world.told("1")).toEqual([expect.stringMatching(/^Não deu para fazer o boleto no Itaú/)]);
  });
});
