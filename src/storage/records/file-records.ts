import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import type { AppliedReturn, FileRecords } from "../../core/file-ports.ts";
import type { Prisma } from "../../database/generated/client.ts";
import { dayOf, type Transaction } from "../../database/sql.ts";
import { boletoRecordOf } from "./boleto-records.ts";

const movements = { "01": "inclusion", "02": "cancellation", "06": "due_date" } as const;

/**
 * A lote (batch of a file) numbers its lines with five digits, and a boleto takes up to three lines. The boletos beyond
 * this number go into the next remessa.
 */
const maxTitles = 20_000;

/** Creates what a use case may read and write about remessas and return files within a transaction. */
export function createFileRecords(tx: Transaction): FileRecords {
  return {
    async remittanceTitles(bankWalletId, until) {
      // Scalar subqueries are used, because PostgreSQL 18 scans all of remittance_item for an EXISTS within OR.
      const ids = await tx.$queryRaw<{ id: string }[]>`
        SELECT b.id FROM boleto b
         WHERE b.bank_wallet_id = ${bankWalletId}::uuid AND b.origin = 'faturabot'
           AND b.bank_code = (SELECT bank_code FROM bank_wallet WHERE id = ${bankWalletId}::uuid) AND (
           b.status = 'registering' AND b.issued_at <= ${until}
             AND (SELECT true FROM remittance_item i WHERE i.boleto_id = b.id LIMIT 1) IS NULL
           OR b.status = 'cancelling' AND b.cancelling_since <= ${until}
             AND (SELECT true FROM remittance_item i
                   WHERE i.boleto_id = b.id AND i.movement = 'inclusion' LIMIT 1)
             AND (SELECT true FROM remittance_item i
                   WHERE i.boleto_id = b.id AND i.movement = 'cancellation' AND i.answered_at IS NULL LIMIT 1) IS NULL
           OR b.status = 'payable' AND b.due_date_asked IS NOT NULL
             AND (SELECT true FROM remittance_item i
                   WHERE i.boleto_id = b.id AND i.movement = 'due_date' AND i.answered_at IS NULL LIMIT 1) IS NULL)
         ORDER BY b.issued_at, b.id LIMIT ${maxTitles} FOR UPDATE OF b SKIP LOCKED`;
      const rows = await tx.boleto.findMany({
        where: { id: { in: ids.map(({ id }) => id) } },
        orderBy: [{ issuedAt: "asc" }, { id: "asc" }],
      });
      return rows.map((row) => {
        const boleto = boletoRecordOf(row);
        if (row.status === "payable" && row.dueDateAsked)
          return { movement: "06", boleto, dueDate: isoDate(dayOf(row.dueDateAsked)) };
        return { movement: row.status === "registering" ? "01" : "02", boleto };
      });
    },
    async takeRemittanceNumber(bankWalletId, first) {
      const [row] = await tx.$queryRaw<{ last: number }[]>`
        INSERT INTO remittance_counter AS c (bank_wallet_id, last) VALUES (${bankWalletId}::uuid, ${first})
        ON CONFLICT (bank_wallet_id) DO UPDATE SET last = greatest(c.last + 1, ${first}) RETURNING last`;
      return row?.last ?? first;
    },
    async insertRemittance({ content, titles, ...remittance }) {
      const { id } = await tx.remittance.create({
        data: { ...remittance, content: Buffer.from(content, "latin1") },
        select: { id: true },
      });
      await tx.$executeRaw`
        INSERT INTO remittance_item (remittance_id, boleto_id, movement, due_date)
        SELECT ${id}::uuid, * FROM unnest(
          ${titles.map(({ boleto }) => boleto.id)}::uuid[],
          ${titles.map(({ movement }) => movements[movement])}::remittance_movement[],
          ${titles.map(({ dueDate }) => dueDate ?? null)}::date[])`;
      return id;
    },
    async wasSent(boletoId) {
      return (await tx.remittanceItem.count({ where: { boletoId, movement: "inclusion" } })) > 0;
    },
    async instructionAnswered(boletoId, movement, at) {
      await tx.remittanceItem.updateMany({
        where: { boletoId, movement: movements[movement], answeredAt: null },
        data: { answeredAt: at },
      });
    },
    async askDueDate(id, dueDate) {
      await tx.boleto.update({ where: { id }, data: { dueDateAsked: dueDate ? new Date(dueDate) : null } });
    },
    async dueDateAsked(id) {
      const row = await tx.boleto.findUnique({ where: { id }, select: { dueDateAsked: true } });
      return row?.dueDateAsked ? isoDate(dayOf(row.dueDateAsked)) : undefined;
    },
    async moveDueDate(id, { dueDate, payableUntil, slip, ...numbers }) {
      // The PDFs that channels have stored show the old due date.
      await tx.sentFile.deleteMany({ where: { boletoId: id } });
      const days = { dueDate: new Date(dueDate), payableUntil: new Date(payableUntil), dueDateAsked: null };
      await tx.boleto.update({
        where: { id },
        data: { ...numbers, ...days, slip: slip as unknown as Prisma.InputJsonValue },
      });
    },
    async returnBefore(content) {
      const [row] = await tx.$queryRaw<AppliedReturn[]>`
        SELECT id, applied_at AS "appliedAt", coalesce(unapplied, '{}') AS unapplied FROM return_file WHERE sha256 = sha256(${content})`;
      return row;
    },
    async changeReturn(id, unapplied) {
      await tx.returnFile.update({ where: { id }, data: { unapplied: [...unapplied] } });
    },
    async insertReturn({ name, bankCode, nsa = null, content, titles, foreign, unapplied, appliedAt }) {
      const count = await tx.$executeRaw`
        INSERT INTO return_file (name, bank_code, nsa, content, sha256, titles, "foreign", unapplied, applied_at)
        VALUES (${name}, ${bankCode}, ${nsa}::int, ${content}, sha256(${content}), ${titles}, ${foreign},
                ${[...unapplied]}::int[], ${appliedAt})
        ON CONFLICT (sha256) DO NOTHING`;
      return count === 1;
    },
    async titleCandidates({ bankCode, numbers, ids }) {
      return tx.$queryRaw`
        SELECT id, invoice_id AS "invoiceId", bank_code AS "bankCode", status::text AS status,
               nosso_numero AS "nossoNumero", slip->'boleto'->>'nossoNumeroDv' AS "nossoNumeroDv",
               slip->'boleto'->>'nossoNumeroFull' AS "nossoNumeroFull", amount_cents::int AS "amountCents",
               slip->>'numeroDocumento' AS "numeroDocumento",
               (SELECT jsonb_build_object('document', w.beneficiary_document, 'account', w.account, 'cnab', w.cnab)
                  FROM bank_wallet w WHERE w.id = boleto.bank_wallet_id) AS wallet
          FROM boleto
         WHERE bank_wallet_id IS NOT NULL AND bank_code = ${bankCode} AND origin = 'faturabot'
           AND (nosso_numero = ANY(${[...numbers]}::text[])
                  AND bank_wallet_id = ANY(ARRAY(SELECT id FROM bank_wallet WHERE bank_code = ${bankCode}))
                OR id = ANY(${[...ids]}::uuid[]))`;
    },
    async remittanceWallets(bankCode, nsa) {
      return tx.$queryRaw`
        SELECT w.id, jsonb_build_object('document', w.beneficiary_document, 'account', w.account, 'cnab', w.cnab) AS wallet
          FROM bank_wallet w JOIN remittance r ON r.bank_wallet_id = w.id
         WHERE w.bank_code = ${bankCode} AND r.nsa = ${nsa}`;
    },
    async refuseRemittance(bankWalletId, nsa, at) {
      const [marked] = await tx.$queryRaw<{ id: string }[]>`
        UPDATE remittance SET refused_at = ${at}
         WHERE bank_wallet_id = ${bankWalletId}::uuid AND nsa = ${nsa} AND refused_at IS NULL RETURNING id`;
      if (!marked) return undefined;
      // A title with no item is one that no remessa has asked for yet. Of what the bank has confirmed, items stay.
      const putBack = await tx.$executeRaw`
        DELETE FROM remittance_item i USING boleto b
         WHERE i.remittance_id = ${marked.id}::uuid AND b.id = i.boleto_id
           AND (i.movement <> 'inclusion' OR b.status IN ('registering', 'cancelling'))`;
      return { putBack };
    },
    async lockBoletos(boletoIds) {
      const ids = [...boletoIds];
      // Locks chats, then invoices, then boletos, each ordered by id, in the same order as a turn does.
      await tx.$queryRaw`
        SELECT 1 FROM chat WHERE id IN (
          SELECT w.chat_id FROM boleto_watcher w JOIN boleto b ON b.id = w.boleto_id
           WHERE b.invoice_id IN (SELECT invoice_id FROM boleto WHERE id = ANY(${ids}::uuid[])))
         ORDER BY id FOR NO KEY UPDATE`;
      await tx.$queryRaw`
        SELECT 1 FROM invoice WHERE id IN (SELECT invoice_id FROM boleto WHERE id = ANY(${ids}::uuid[]))
         ORDER BY id FOR UPDATE`;
      await tx.$queryRaw`SELECT 1 FROM boleto WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
    },
  };
}
