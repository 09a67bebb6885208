import { addDays, type IsoDate, isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { localDate } from "../../src/core/billing/calendar/local-time.ts";
import { amountOn } from "../../src/core/billing/money/amount-on.ts";
import { issueBoleto } from "../../src/core/use-cases/boletos/issue-boleto.ts";
import type { PaidBy } from "./books.ts";
import { local } from "./compare-books.ts";
import { isBankingDay, momentOf, nextBankingDay, type Plan } from "./fates.ts";
import type { Participant, World } from "./open-world.ts";

const hourMs = 3_600_000;
/** What is not at the bank yet is tried again, for some days. */
const tries = 12;
/** A file needs two banking days to be there, and nobody takes a bank that cannot make it. */
const fileDays = 3;
/** So many banks are tried until one is on offer. */
const banksTried = 5;

/** An invoice of the run, and what happened to it. */
export interface LivedInvoice {
  id: string;
  plan: Plan;
  history: string[];
  /** Money that the banks will book: all of it, a part, or the rest of it. */
  money: ("whole" | "part" | "rest")[];
}

interface Issued {
  boletoId: string;
  bank: Participant;
}

/** Lets an invoice live as it is planned: asked for at a bank now, and paid, switched and paid again when it comes. */
export async function liveInvoice(
  world: World,
  plan: Plan,
  bankOf: () => [string, Participant],
): Promise<LivedInvoice> {
  const { service, now, schedule } = world;
  const { prisma, storage } = service.app;
  const today = isoDate(local(now()).slice(0, 10));
  let [firstName, first] = bankOf();
  const dueDate = addDays(today, plan.dueInDays + (first.byFile ? fileDays : 0));
  const { id } = await prisma.invoice.create({
    data: {
      externalId: `day-${today}-${Math.floor(plan.cents)}-${crypto.randomUUID().slice(0, 8)}`,
      contractId: world.provider.contractId,
      amountCents: plan.cents,
      dueDate: new Date(dueDate),
      description: "uso do mês",
    },
  });
  const lived: LivedInvoice = { id, plan, history: [], money: [] };
  const note = (text: string) => lived.history.push(`${local(now())} ${text}`);
  note(`${plan.fate}, ${plan.payDay}, ${plan.by}; ${plan.cents} cents, due ${dueDate}`);

  async function issue(name: string, bank: Participant, replacing?: string): Promise<Issued | undefined> {
    const request = { invoiceId: id, bankWalletId: bank.walletId, now: service.clock(), demo: false };
    const card = await storage.transaction((records) =>
      issueBoleto(records, { ...request, ...(replacing !== undefined && { replacing }) }),
    );
    note(card ? `issued at ${name}: ${card.boletoId}` : `not on offer: ${name}`);
    return card && { boletoId: card.boletoId, bank };
  }

  /**
   * Pays a boleto once its bank takes it: what the bank asks for on that day, or more. A part is less than was due in
   * time: juros and multa alone may be missing where the bank may have told the day of the credit.
   */
  async function pay(
    { boletoId, bank }: Issued,
    kind: LivedInvoice["money"][number],
    { by, offCents = 0, left = tries }: { by: PaidBy; offCents?: number; left?: number },
  ): Promise<void> {
    const name = bank.books.nameOf(boletoId);
    if (!bank.books.titles().some((title) => title.name === name && title.state === "open")) {
      note(`cannot be paid at the bank: ${boletoId}`);
      if (left > 0) schedule(now() + 4 * hourMs, () => pay({ boletoId, bank }, kind, { by, offCents, left: left - 1 }));
      return;
    }
    const { dueDate: due, amountCents, ...terms } = await prisma.boleto.findUniqueOrThrow({ where: { id: boletoId } });
    const registered = { ...terms, amountCents: Number(amountCents), dueDate: isoDate(due.toISOString().slice(0, 10)) };
    const asked = amountOn(registered, localDate(service.clock(), "America/Sao_Paulo"));
    const cents = (kind === "part" ? Math.min(asked, registered.amountCents) : asked) + offCents;
    bank.books.pays(name, { cents, by });
    const isMoney = by !== "bounced cheque" && by !== "taken back";
    if (isMoney) lived.money.push(kind);
    note(`pays ${cents} cents of ${boletoId} by ${by}`);
  }

  let issued = await issue(firstName, first);
  for (let left = banksTried; !issued && left > 0; left--) {
    [firstName, first] = bankOf();
    issued = await issue(firstName, first);
  }
  if (issued) await follow(issued);
  return lived;

  async function follow(living: Issued) {
    const { fate, by, offCents } = plan;
    const payableUntil = await lastDay(living.boletoId);
    const at = payMoment(plan, { now: now(), dueDate, payableUntil, isByFile: first.byFile !== undefined });
    const whole = (boleto: Issued, moment: number, way: PaidBy = by) =>
      schedule(moment, () => pay(boleto, "whole", { by: way }));
    if (fate === "paid") return whole(living, at);
    if (fate === "paid more") return schedule(at, () => pay(living, "whole", { by, offCents }));
    if (fate === "paid twice") {
      // A bank by API shows one payment of a boleto; a file brings both.
      whole(living, at);
      if (first.byFile) schedule(at, () => payAgain(living));
      return;
    }
    if (fate === "paid less") return schedule(at, () => pay(living, "part", { by, offCents: -offCents }));
    if (fate === "paid less, then the rest") {
      schedule(at, () => pay(living, "part", { by: "elsewhere", offCents: -offCents }));
      return schedule(morningAfter(at), () => payRest(living, tries));
    }
    if (fate === "never paid") return;
    schedule(now() + 2 * hourMs, () => switchBank(living));
  }

  async function payAgain({ boletoId, bank }: Issued) {
    const name = bank.books.nameOf(boletoId);
    const [money] = bank.books.titles().find((title) => title.name === name)?.payments ?? [];
    if (!money) return;
    bank.books.pays(name, { cents: money.cents, by: "elsewhere" });
    lived.money.push("whole");
    note(`pays ${money.cents} cents of ${boletoId} once more`);
  }

  /** Once the part is known, a boleto for the rest is asked for at another bank, and paid. */
  async function payRest(part: Issued, left: number): Promise<void> {
    const [name, bank] = bankOf();
    const rest = bank.byFile ? undefined : await issue(name, bank);
    if (rest && rest.boletoId !== part.boletoId)
      return schedule(now() + 6 * hourMs, () => pay(rest, "rest", { by: "elsewhere" }));
    if (left > 0) schedule(morningAfter(now()), () => payRest(part, left - 1));
  }

  async function switchBank(old: Issued): Promise<void> {
    const [name, bank] = bankOf();
    const { status } = await prisma.boleto.findUniqueOrThrow({ where: { id: old.boletoId } });
    if (bank.walletId === old.bank.walletId || !["registering", "payable"].includes(status))
      return schedule(now() + hourMs, () => switchBank(old));
    const next = await issue(name, bank, old.boletoId);
    if (!next || next.boletoId === old.boletoId) return;
    const { fate, by } = plan;
    if (fate !== "switched, then paid") await pay(old, "whole", { by, left: 0 });
    if (fate === "switched, the old one paid") return;
    const payableUntil = await lastDay(next.boletoId);
    const at = payMoment(plan, { now: now(), dueDate, payableUntil, isByFile: bank.byFile !== undefined });
    schedule(at, () => pay(next, "whole", { by: "elsewhere", left: fate === "switched, then paid" ? tries : 0 }));
  }

  async function lastDay(boletoId: string): Promise<IsoDate> {
    const { payableUntil } = await prisma.boleto.findUniqueOrThrow({ where: { id: boletoId } });
    return isoDate(payableUntil.toISOString().slice(0, 10));
  }
}

function payMoment(
  { payDay, minute }: Plan,
  boleto: { now: number; dueDate: IsoDate; payableUntil: IsoDate; isByFile: boolean },
): number {
  const { now, dueDate, payableUntil, isByFile } = boleto;
  const soonest = now + (isByFile ? 48 : 3) * hourMs;
  const last = momentOf(payableUntil, 24 * 60 - 1);
  const moments: Record<Plan["payDay"], number> = {
    "before the due date": soonest + (Math.max(0, momentOf(dueDate, 0) - soonest) * minute) / (24 * 60),
    "due date": momentOf(dueDate, minute),
    "last payable minute": last,
    "next business day": Math.min(momentOf(nextBankingDay(dueDate), minute), last),
    "after the end": momentOf(nextBankingDay(payableUntil), 10 * 60),
  };
  return Math.max(moments[payDay], soonest);
}

function morningAfter(moment: number): number {
  let day = addDays(isoDate(local(moment).slice(0, 10)), 1);
  while (!isBankingDay(day)) day = addDays(day, 1);
  return momentOf(day, 11 * 60);
}
