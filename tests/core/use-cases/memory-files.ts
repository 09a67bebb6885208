import type { FileRecords } from "../../../src/core/file-ports.ts";
import { notKept, type Tables } from "./memory-tables.ts";

const fileKey = (content: Uint8Array) => Buffer.from(content).toString("latin1");

/** Return files and due dates asked for, in memory. Remessas are not kept. */
export function createMemoryFiles(
  tables: () => Tables,
  changeBoleto: (id: string, change: object) => void,
): FileRecords {
  return {
    async askDueDate(id, dueDate) {
      changeBoleto(id, { dueDateAsked: dueDate ?? null });
    },
    async dueDateAsked(id) {
      return tables().boletos.get(id)?.dueDateAsked;
    },
    async moveDueDate(id, moved) {
      changeBoleto(id, { ...moved, dueDateAsked: null });
    },
    async returnBefore(content) {
      const before = tables().returns.get(fileKey(content));
      return before && { ...before, id: fileKey(content) };
    },
    async changeReturn(id, unapplied) {
      const { returns } = tables();
      const before = returns.get(id);
      if (before) returns.set(id, { ...before, unapplied });
    },
    async insertReturn(file) {
      const { returns } = tables();
      if (returns.has(fileKey(file.content))) return false;
      returns.set(fileKey(file.content), file);
      return true;
    },
    async titleCandidates({ bankCode, numbers, ids }) {
      return [...tables().boletos.values()].flatMap((one) => {
        const { id, invoiceId, status, nossoNumero, slip } = one;
        if (one.bankCode !== bankCode || one.bankWalletId === undefined || nossoNumero === undefined) return [];
        if (!numbers.includes(nossoNumero) && !ids.includes(id)) return [];
        const wallet = tables().bankWallets.get(one.bankWalletId);
        if (!wallet) return [];
        const { nossoNumeroFull = "", nossoNumeroDv } = slip.boleto ?? {};
        return {
          ...{ id, invoiceId, bankCode, status, nossoNumero, nossoNumeroFull, nossoNumeroDv },
          ...{ amountCents: one.amountCents, numeroDocumento: slip.numeroDocumento },
          wallet: { document: wallet.beneficiaryDocument, account: wallet.account, cnab: wallet.cnab },
        };
      });
    },
    lockBoletos: async () => {},
    ...{ remittanceTitles: notKept, takeRemittanceNumber: notKept, insertRemittance: notKept, wasSent: notKept },
    ...{ remittanceWallets: async () => [], refuseRemittance: notKept },
    // No remessa is kept: there is none to be answered.
    instructionAnswered: async () => {},
  };
}
