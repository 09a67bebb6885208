import { RegisterError } from "../../core/register/register-error.ts";
import { dayOf } from "../sql-transaction.ts";
import { byExternalId } from "./by-external-id.ts";
import { cancelOfInvoice } from "./cancel-of-invoice.ts";
import { isSame } from "./is-same.ts";
import { type PutAll, putEach } from "./put-each.ts";

/** Puts invoices. What one asks for does not change under a living boleto, and a payment that came here stays one. */
export const putInvoices: PutAll<"invoices"> = async (tx, entries, { now, enqueue, looks }) => {
  const ids = entries.map(({ id }) => id);
  const contractIds = [...new Set(entries.map(({ value }) => value.contractId))];
  const contracts = byExternalId(await tx.contract.findMany({ where: { externalId: { in: contractIds } } }));
  const known = byExternalId(
    await tx.invoice.findMany({
      where: { externalId: { in: ids } },
      include: {
        boletos: { where: { status: { in: ["registering", "payable"] } }, select: { id: true } },
        payments: { where: { outcome: "settled" }, select: { id: true } },
      },
    }),
  );
  return putEach(
    entries,
    ({ id: externalId, value: { contractId, ...value } }) => {
      const row = known.get(externalId);
      // Left out, what became of it here stays: whoever hands it in again may not know of a payment yet.
      const status = value.status ?? row?.status ?? "open";
      const data = {
        ...value,
        status,
        contractId: contracts.named(contractId, "contractId", "contrato").id,
        dueDate: new Date(value.dueDate),
        discountUntil: value.discountUntil === undefined ? null : new Date(value.discountUntil),
      };
      if (!row) return { create: { externalId, ...data } };
      if (isSame(data, row)) return "same";
      if (row.status === "paid" && status !== "paid" && row.payments.length > 0)
        throw new RegisterError("conflict", "status", "a fatura foi paga por um boleto daqui: não volta atrás");
      const asksElse = Number(row.amountCents) !== value.amountCents || dayOf(row.dueDate) !== value.dueDate;
      if (asksElse && row.boletos.length > 0)
        throw new RegisterError(
          "conflict",
          "amountCents",
          "a fatura tem um boleto em aberto: valor e vencimento não mudam enquanto ele vale",
        );
      if (looks) return "later";
      return {
        async change() {
          await tx.invoice.update({ where: { externalId }, data });
          if (row.status === status) return;
          const change = { id: externalId, from: row.status, status };
          await tx.event.create({ data: { type: "invoice.changed", data: change, at: now } });
          if (status === "paid" || status === "cancelled")
            await cancelOfInvoice(tx, { invoiceId: row.id, now, enqueue });
        },
      };
    },
    (data) => tx.invoice.createMany({ data }),
  );
};
