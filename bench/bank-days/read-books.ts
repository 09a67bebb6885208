import { type Books, type Difference, local } from "./compare-books.ts";
import type { LivedInvoice } from "./live-invoice.ts";
import type { World } from "./open-world.ts";

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** Reads the banks' books and ours as they are now. */
export async function readBooks({ service, participants, now }: World, knownBy: number): Promise<Books> {
  const bankOf = new Map([...participants].map(([bank, { walletId }]) => [walletId, bank]));
  const rows = await service.app.prisma.boleto.findMany({
    where: { bankWalletId: { in: [...bankOf.keys()] } },
    include: { payments: { where: { undoneAt: null } } },
  });
  const ours = rows.map(({ id, invoiceId, status, bankWalletId, payableUntil, cancellingSince, payments }) => {
    const bank = bankOf.get(bankWalletId ?? "") ?? "";
    return {
      ...{ id, invoiceId, status, bank },
      name: participants.get(bank)?.books.nameOf(id) ?? "",
      payableUntil: dayOf(payableUntil),
      ...(cancellingSince && { cancellingSince: cancellingSince.getTime() }),
      payments: payments.map(({ amountCents, paidOn }) => ({ cents: Number(amountCents), day: dayOf(paidOn) })),
    };
  });
  const banks = new Map([...participants].map(([bank, { books }]) => [bank, books.titles()]));
  return { banks, ours, today: local(now()).slice(0, 10), now: now(), knownBy };
}

/** Finds the invoices that are settled although too little came, or not although enough came, or paid twice unseen. */
export async function settledOtherwise({ service }: World, invoices: readonly LivedInvoice[]): Promise<Difference[]> {
  const rows = await service.app.prisma.invoice.findMany({
    where: { id: { in: invoices.map(({ id }) => id) } },
    include: { payments: { where: { undoneAt: null } } },
  });
  const stored = new Map(rows.map((row) => [row.id, row]));
  return invoices.flatMap(({ id, money }): Difference[] => {
    const row = stored.get(id);
    const wholes = money.filter((kind) => kind === "whole").length;
    const wanted = {
      status: wholes > 0 || (money.includes("part") && money.includes("rest")) ? "paid" : "open",
      refunds: Math.max(0, wholes - 1),
    };
    const refunds = row?.payments.filter(({ outcome }) => outcome === "devolver_ou_creditar").length ?? 0;
    if (row?.status === wanted.status && refunds === wanted.refunds) return [];
    const says = `${row?.status} with ${refunds} to give back, instead of ${wanted.status} with ${wanted.refunds}`;
    return [{ kind: "settled otherwise", bank: "", name: id, invoiceId: id, says }];
  });
}

/** All that is known of a difference's invoice: what was done to it, and what the service recorded. */
export async function historyOf(
  { service }: World,
  invoices: readonly LivedInvoice[],
  { invoiceId }: Difference,
): Promise<string[]> {
  const { prisma } = service.app;
  const lived = invoices.find(({ id }) => id === invoiceId);
  if (!lived || invoiceId === undefined) return [];
  const boletos = await prisma.boleto.findMany({ where: { invoiceId }, include: { payments: true } });
  const recorded = await Promise.all(
    boletos.map(({ id }) => prisma.event.findMany({ where: { data: { path: ["boletoId"], equals: id } } })),
  );
  const events = recorded.flat().map(({ at, type, data }) => `${local(at.getTime())} ${type} ${JSON.stringify(data)}`);
  const states = boletos.map(({ id, status, payments }) => {
    const money = payments.map(
      ({ amountCents, paidOn, outcome, undoneAt }) =>
        `${amountCents} cents of ${dayOf(paidOn)}, ${outcome}${undoneAt ? ", undone" : ""}`,
    );
    return `now: ${id} is ${status}${money.map((one) => `; ${one}`).join("")}`;
  });
  return [...[...lived.history, ...events].toSorted(), ...states];
}
