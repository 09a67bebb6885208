import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import type { Records, TurnRecords } from "../../../src/core/ports.ts";
import type { BankWalletRecord, BoletoRecord } from "../../../src/core/records/boleto-records.ts";
import type { InvoiceCase } from "../../../src/core/records/invoice-records.ts";
import { type LookRequest, lookAtInvoice, offersIn } from "../../../src/core/use-cases/turn/look-at-invoice.ts";

const now = new Date("2026-11-24T17:02:00Z");
const maria = { subscriberIds: ["maria"], contractIds: [] };

const bank = (id: string, more: Partial<BankWalletRecord> = {}): BankWalletRecord => ({
  id,
  externalId: id,
  bankCode: id === "caixa" ? "104" : "341",
  name: id === "caixa" ? "Caixa" : "Itaú",
  account: {},
  active: true,
  cutOff: "20:00",
  windowSeconds: 1800,
  daysAfterDue: 59,
  registersBy: "sandbox",
  bankNumbers: false,
  nossoNumero: { from: 1, to: 1000, next: 1 },
  cnab: {},
  beneficiaryName: "VALE FIBRA TELECOM LTDA",
  beneficiaryDocument: "12345678000195",
  beneficiaryAddress: "",
  ...more,
});

const boleto = (more: Partial<BoletoRecord> = {}): BoletoRecord => ({
  id: "b1",
  invoiceId: "i1",
  bankWalletId: "itau",
  bankCode: "341",
  status: "registering",
  amountCents: 10_990,
  dueDate: isoDate("2026-12-10"),
  principalCents: 10_990,
  multaCents: 0,
  jurosCents: 0,
  multaBasisPoints: 200,
  jurosPerDayCents: 3,
  payableUntil: isoDate("2027-02-07"),
  slip: {
    beneficiary: { name: "VALE FIBRA TELECOM LTDA", document: "12345678000195", address: "" },
    payer: { name: "Maria Souza", document: "", address: "" },
    instructions: [],
  },
  issuedAt: now,
  promisedAt: new Date("2026-11-24T17:32:00Z"),
  unconfirmed: false,
  lookUps: 0,
  ...more,
});
const over = boleto({ status: "payable", payableUntil: isoDate("2026-11-23"), dueDate: isoDate("2026-09-25") });

const invoiceCase = (more: Partial<InvoiceCase> = {}, subscriberId = "maria"): InvoiceCase => ({
  invoice: {
    id: "i1",
    externalId: "F-1",
    contractId: "c1",
    description: "uso de novembro",
    status: "open",
    amountCents: 10_990,
    dueDate: isoDate("2026-12-10"),
  },
  contract: {
    id: "c1",
    subscriberId,
    address: "Rua A, 1",
    active: true,
    walletId: "w",
    multaBasisPoints: 200,
    jurosBasisPointsMonth: 100,
  },
  subscriber: { id: subscriberId, name: "Maria Souza", document: "16899535009" },
  wallet: {
    id: "w",
    kind: "fatura",
    description: "Fatura",
    bankWalletIds: ["itau", "caixa"],
    lockDays: 0,
    active: true,
  },
  bankWallets: [bank("itau"), bank("caixa")],
  choice: { reopened: false },
  refusedBankWalletIds: [],
  zone: "America/Sao_Paulo",
  localHolidays: [],
  ...more,
});

/**
 * The records of one transaction, in memory: `seen` is read without a lock, `locked` is what the lock finds. Gives what
 * was done besides reading.
 */
function records(seen: InvoiceCase | undefined, locked: InvoiceCase | undefined = seen) {
  const done: string[] = [];
  let current = seen;
  const writes = {
    async invoiceCase(_: string, lock = false) {
      if (lock) {
        done.push("lock");
        current = locked;
      }
      return current;
    },
    async addEvent(type: string) {
      done.push(type);
    },
  } satisfies Partial<Records>;
  const read: Pick<TurnRecords, "invoiceCase" | "writes"> = {
    invoiceCase: async () => current,
    writes: () => writes as unknown as Records,
  };
  const look = (more: Partial<LookRequest> = {}) =>
    lookAtInvoice(read, { invoiceId: "i1", access: maria, now, ...more });
  return { done, look };
}

describe("whose invoice it is", () => {
  it("is not somebody else's, nor one that is not there", async () => {
    expect(await records(invoiceCase({}, "ana")).look()).toBeUndefined();
    expect(await records(undefined).look()).toBeUndefined();
    expect(
      (await records(invoiceCase({}, "ana")).look({ access: { subscriberIds: [], contractIds: ["c1"] } }))?.invoice
        .invoiceId,
    ).toBe("i1");
  });

  it("is asked again under the lock: a contract that went to somebody else meanwhile shows nothing", async () => {
    const { look, done } = records(invoiceCase({ living: boleto() }), invoiceCase({ living: boleto() }, "ana"));
    expect(await look({ promising: true })).toBeUndefined();
    expect(done).toEqual(["lock"]);
  });
});

describe("a boleto that no bank takes any more", () => {
  it("is not shown, and others are offered; its bank still has the word on whether it was paid that day", async () => {
    const { look, done } = records(invoiceCase({ living: over }));
    const seen = await look();
    expect(seen?.living).toBeUndefined();
    expect(offersIn(seen?.options ?? { kind: "none" }).map(({ name }) => name)).toEqual(["Itaú", "Caixa"]);
    expect(done).toEqual([]);
  });
});

describe("a boleto of yesterday, whose bank may still report that it was paid", () => {
  it.each([
    ["api", "2026-11-25"],
    ["cnab240", "2026-11-26"],
  ] as const)("is named with the day on which that is known: %s", async (registersBy, wordOn) => {
    const bankWallets = [bank("itau", { registersBy }), bank("caixa")];
    const seen = await records(invoiceCase({ living: over, bankWallets })).look({ choosing: true });
    expect(seen?.living).toBeUndefined();
    expect(seen?.awaiting).toEqual({ bankName: "Itaú", lastDay: "2026-11-23", wordOn });
  });
});

describe("a boleto in registration", () => {
  it("is read under the lock where it is about to be promised: else its notice may have gone out before", async () => {
    const { look, done } = records(
      invoiceCase({ living: boleto() }),
      invoiceCase({ living: boleto({ status: "payable" }) }),
    );
    expect((await look({ promising: true }))?.living?.status).toBe("payable");
    expect(done).toEqual(["lock"]);
  });

  it("is only read where it is only shown", async () => {
    const { look, done } = records(invoiceCase({ living: boleto() }));
    expect((await look())?.living?.status).toBe("registering");
    expect(done).toEqual([]);
  });
});

describe("the banks on offer", () => {
  const none = { bankWallets: [bank("itau", { active: false }), bank("caixa", { active: false })] };

  it("may be none: the operator is told once somebody wants to choose, not for every look", async () => {
    const { look, done } = records(invoiceCase(none));
    expect((await look())?.options.kind).toBe("none");
    expect(done).toEqual([]);
    await look({ choosing: true });
    expect(done).toEqual(["offers.none"]);
  });

  it("are nobody's business while a boleto lives, or of an invoice that is settled", async () => {
    const settled = invoiceCase(none);
    for (const one of [
      invoiceCase({ ...none, living: boleto() }),
      { ...settled, invoice: { ...settled.invoice, status: "paid" as const } },
    ]) {
      const { look, done } = records(one);
      await look({ choosing: true });
      expect(done).toEqual([]);
    }
  });

  it("name the banks that are left out for nothing but their own trouble, and the one that refused", async () => {
    const inTroubleUntil = new Date(now.getTime() + 60_000);
    const seen = await records(
      invoiceCase({
        bankWallets: [bank("itau", { registersBy: "api", inTroubleUntil }), bank("caixa")],
        refusedBankWalletIds: ["itau"],
      }),
    ).look();
    expect(seen?.options).toMatchObject({ inTrouble: ["Itaú"] });
    expect(seen?.refusedBy).toBe("Itaú");
  });
});
