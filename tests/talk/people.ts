import { isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import type { BoletoCard, Context, InvoiceLine, OfferLine } from "../../src/core/conversation/turn.ts";

/** Saturday, 2026-11-28, 12:00 in São Paulo. */
export const talkTime = new Date("2026-11-28T15:00:00Z");

/** Somebody made up, as the cases of talk know them. */
export interface Person {
  context: Context;
  invoices: readonly InvoiceLine[];
  /** Of every invoice; the due date of an overdue one is the next business day. */
  banks: readonly (readonly [code: OfferLine["bankCode"], name: string])[];
  receipt?: boolean;
}

const threeBanks = [
  ["341", "Itaú"],
  ["237", "Bradesco"],
  ["756", "Sicoob"],
] as const;

function line(invoiceId: string, due: string, cents: number, more: Partial<InvoiceLine> = {}): InvoiceLine {
  const dueDate = isoDate(due);
  return {
    ...{ invoiceId, dueDate, todayCents: cents, status: "open", contract: "Rua das Acácias, 120" },
    ...{ description: "uso de novembro", overdue: false, charged: false, today: isoDate("2026-11-28"), ...more },
  };
}
const late = { overdue: true, charged: true, description: "uso de outubro" };
const proven = (firstName: string): Context => ({ now: talkTime, provider: "Vale Fibra", proven: true, firstName });

/** The people of the cases, by name. */
export const people: Readonly<Record<string, Person>> = {
  maria: {
    context: proven("Maria"),
    invoices: [line("m1", "2026-11-14", 11_261, late), line("m2", "2026-12-14", 10_990)],
    banks: threeBanks,
  },
  joao: {
    context: proven("João"),
    invoices: [
      line("j1", "2026-11-14", 10_236, { ...late, contract: "Rua do Porto, 45" }),
      line("j2", "2026-12-06", 14_990, { contract: "Sítio Boa Vista, km 3" }),
    ],
    banks: threeBanks,
  },
  padaria: {
    context: proven("Padaria"),
    invoices: Array.from({ length: 11 }, (_, month) => {
      const due = new Date(Date.UTC(2026, 11 + month, 10)).toISOString().slice(0, 10);
      const used = new Intl.DateTimeFormat("pt-BR", { month: "long", timeZone: "UTC" });
      const description = `uso de ${used.format(new Date(Date.UTC(2026, 10 + month, 10)))}`;
      return line(`p${month + 1}`, due, 24_990, { description });
    }),
    banks: threeBanks,
  },
  carlos: { context: proven("Carlos"), invoices: [], banks: threeBanks, receipt: true },
  rita: {
    context: proven("Rita"),
    invoices: [line("r1", "2026-12-08", 11_990)],
    banks: [
      ["001", "Banco do Brasil"],
      ["341", "Itaú"],
      ["756", "Sicoob"],
    ],
  },
  stranger: {
    context: { now: talkTime, provider: "Vale Fibra", proven: false, unprovenBecause: "unknown-phone" },
    invoices: [],
    banks: threeBanks,
  },
  digits: {
    context: { now: talkTime, provider: "Vale Fibra", proven: false, confirms: true },
    invoices: [],
    banks: threeBanks,
  },
};

/** The boleto of an invoice at a bank. */
export function cardOf(person: Person, invoiceId: string, bankCode: string, status: BoletoCard["status"]): BoletoCard {
  const invoice = person.invoices.find((one) => one.invoiceId === invoiceId);
  if (!invoice) throw new Error(`No invoice ${invoiceId}`);
  const { todayCents, overdue } = invoice;
  const dueDate = overdue ? isoDate("2026-11-30") : invoice.dueDate;
  return {
    ...{ boletoId: `${invoiceId}-${bankCode}`, invoiceId, bankCode, status, dueDate, todayCents, overdue: false },
    bankName: person.banks.find(([code]) => code === bankCode)?.[1] ?? bankCode,
    ...{ amountCents: todayCents, principalCents: todayCents, multaCents: 0, jurosCents: 0, abatementCents: 0 },
    promise: { kind: "moment", at: new Date(talkTime.getTime() + 30 * 60_000) },
    unconfirmed: false,
    zone: "America/Sao_Paulo",
    linhaDigitavel: `${bankCode}9`.padEnd(47, "1"),
    pixCopiaECola: "00020126580014br.gov.bcb.pix0136made-up6304ABCD",
    beneficiaryName: "VALE FIBRA TELECOM LTDA",
    beneficiaryDocument: "CNPJ 12.345.678/0001-95",
  };
}
