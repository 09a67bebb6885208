import type { NamedBoleto } from "../../bank-ports.ts";
import type { KeptPayment } from "../../records/payment-records.ts";
import type { ListedPayment } from "../../registration/bank-answer.ts";
import { isKnownAtBank } from "../boletos/is-known-at-bank.ts";
import type { Deps } from "../deps.ts";
import { recordPayment } from "./record-payment.ts";
import { listedPaymentId, samePayment } from "./same-payment.ts";

/**
 * Records a payment in a bank's list. Looks the boleto up instead if the list leaves open which boleto or amount was
 * paid, or names it only by a nosso número under which the bank never had this boleto. Returns "unclear" for the line of
 * a title that has changed since a payment of it was recorded: how much came besides, only the bank can tell.
 */
export async function applyListed(
  deps: Deps,
  named: readonly NamedBoleto[],
  payment: ListedPayment,
): Promise<"recorded" | "asked" | "unclear"> {
  const { storage, clock } = deps;
  const [one, another] = named;
  const { amountCents, paidOn } = payment;
  if (one && !another && amountCents !== undefined && (await isClear(deps, one))) {
    const boletoId = one.id;
    const externalId = listedPaymentId(boletoId, { paidOn, amountCents });
    const known = payment.ofTitle ? await knownOf(deps, boletoId) : [];
    const isNews = known.length === 0 || samePayment(known, { boletoId, externalId, paidOn, amountCents });
    if (isNews) await recordPayment(deps, { boletoId, amountCents, paidOn, externalId });
    return isNews || amountsOf(known).includes(amountCents) ? "recorded" : "unclear";
  }
  await storage.transaction(async (records) => {
    for (const { id: boletoId } of named)
      await records.enqueue(
        { name: "look-up-boleto", boletoId, why: "news", unasked: true },
        clock.now(),
        `${boletoId} list`,
      );
  });
  return "asked";
}

const knownOf = ({ storage }: Deps, boletoId: string): Promise<KeptPayment[]> =>
  storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    const kept = boleto ? await records.paymentsOf(boleto.invoiceId) : [];
    return kept.filter((payment) => payment.boletoId === boletoId);
  });

/** Amounts of these payments, and what they come to. */
const amountsOf = (payments: readonly KeptPayment[]): number[] => [
  ...payments.map(({ amountCents }) => amountCents),
  payments.reduce((sum, { amountCents }) => sum + amountCents, 0),
];

function isClear({ storage }: Deps, named: NamedBoleto): Promise<boolean> {
  return storage.transaction(
    // The list also holds a payment that the bank took back afterwards.
    async (records) => (await isKnownAtBank(records, named)) && !(await records.wasUndone(named.id)),
  );
}
