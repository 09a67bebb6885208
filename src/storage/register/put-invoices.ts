import { randomUUID } from "node:crypto";
import { fieldTable } from "../../core/register/field-table.ts";
import { invoiceFields } from "../../core/register/invoice-fields.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import { cancelLiving } from "../../core/use-cases/boletos/cancel-living.ts";
import { dayOf, type Transaction } from "../../database/sql.ts";
import { createRecords, type EnqueueIn } from "../records/create-records.ts";
import { byExternalId } from "./by-external-id.ts";
import { isSame } from "./is-same.ts";
import { type PutAll, putEach } from "./put-each.ts";
import { insertRows, updateRows } from "./write-rows.ts";

const columns = [...fieldTable.columns(invoiceFields), "updatedAt" as const];

/**
 * Puts invoices. The amount and the due date cannot change while there is a living boleto, and a payment that was
 * received here cannot be taken back.
 */
export const putInvoices: PutAll<"invoices"> = async (tx, entries, { now, enqueue, isFirstPass }) => {
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
    ({ id: externalId, value }) => {
      const row = known.get(externalId);
      const data = {
        ...fieldTable.columnValues(invoiceFields, value, row),
        contractId: contracts.named(value.contractId, "contractId", "contrato").id,
      };
      const { status } = data;
      if (!row) return { create: { id: randomUUID(), externalId, ...data, updatedAt: now } };
      if (isSame(data, row)) return "same";
      if (row.status === "paid" && status !== "paid" && row.payments.length > 0)
        throw new RegisterError("conflict", "status", "a fatura foi paga por um boleto daqui: não volta atrás");
      const changesTerms = Number(row.amountCents) !== value.amountCents || dayOf(row.dueDate) !== value.dueDate;
      if (changesTerms && row.boletos.length > 0)
        throw new RegisterError(
          "conflict",
          "amountCents",
          "a fatura tem um boleto em aberto: valor e vencimento não mudam enquanto ele vale",
        );
      if (isFirstPass) return "later";
      const { id, boletos, status: from } = row;
      return { change: { id, ...data, updatedAt: now, externalId, from, hasLiving: boletos.length > 0 } };
    },
    {
      enter: (rows) => insertRows(tx, "invoice", ["id", "externalId", ...columns], rows),
      async change(rows) {
        await updateRows(tx, "invoice", columns, rows);
        const moved = rows.filter(({ from, status }) => from !== status);
        const data = moved.map(({ externalId: id, from, status }) => ({
          type: "invoice.changed",
          data: { id, from, status },
          at: now,
        }));
        await tx.event.createMany({ data });
        for (const { id: invoiceId, status, hasLiving } of moved)
          if (hasLiving && (status === "paid" || status === "cancelled"))
            await cancelOfInvoice(tx, { invoiceId, now, enqueue });
      },
    },
  );
};

/**
 * Cancels the living boleto of an invoice that was settled elsewhere. The bank is asked until it confirms. The boleto
 * is read again under the lock of the invoice, so that one that was paid meanwhile stays paid.
 */
async function cancelOfInvoice(
  tx: Transaction,
  { invoiceId, now, enqueue }: { invoiceId: string; now: Date; enqueue: EnqueueIn },
): Promise<void> {
  const records = createRecords(tx, enqueue);
  const { living } = (await records.invoiceCase(invoiceId, true)) ?? {};
  if (living) await cancelLiving(records, living, now);
}
