import type { PartPayment } from "../../../src/core/billing/money/part-payments.ts";
import type { KeptPayment, NewPayment, PaymentRecords } from "../../../src/core/records/payment-records.ts";
import type { Tables } from "./memory-tables.ts";

const kept = (payment: NewPayment): KeptPayment => ({ amountTold: true, resolved: false, ...payment });

/** The part payments of an invoice, as they are read along with it. */
export const partPaymentsIn = ({ payments }: Tables, invoiceId: string): PartPayment[] =>
  [...payments.values()]
    .filter((one) => one.invoiceId === invoiceId && one.outcome === "parcial" && !one.undoneAt)
    .map(({ amountCents, paidOn, multaCents = 0, jurosCents = 0 }) => ({
      ...{ amountCents, paidOn, multaCents, jurosCents },
    }));

/** The payments of one transaction, in memory, by their external id. */
export function createMemoryPayments(tables: () => Tables): PaymentRecords {
  return {
    async insertPayment(payment) {
      const { payments } = tables();
      if (payments.has(payment.externalId)) return false;
      payments.set(payment.externalId, payment);
      return true;
    },
    async payment(externalId) {
      return tables().payments.get(externalId);
    },
    async paymentsOf(invoiceId) {
      return [...tables().payments.values()]
        .filter((payment) => payment.invoiceId === invoiceId && !payment.undoneAt)
        .map(kept);
    },
    async changePayment(externalId, change) {
      const { payments } = tables();
      const rows = [...payments].map(([key, row]) =>
        key === externalId ? ([change.externalId ?? key, { ...row, ...change }] as const) : ([key, row] as const),
      );
      payments.clear();
      for (const [key, row] of rows) payments.set(key, row);
    },
    async wasUndone(boletoId) {
      return [...tables().payments.values()].some((payment) => payment.boletoId === boletoId && payment.undoneAt);
    },
    async paymentsRead(id, through) {
      const { readThrough } = tables();
      const isNew = (readThrough.get(id) ?? "") < through;
      if (isNew) readThrough.set(id, through);
      return isNew;
    },
    async undoPayment(boletoId, now) {
      const { payments } = tables();
      const found = [...payments].findLast(([, one]) => one.boletoId === boletoId && !one.undoneAt);
      if (!found) return undefined;
      const [key, payment] = found;
      // The same amount on the same day may come again: that is another payment.
      payments.delete(key);
      payments.set(`${key}:undone:${now.getTime()}`, { ...payment, undoneAt: now });
      return kept(payment);
    },
  };
}
