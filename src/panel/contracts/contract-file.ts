import { fieldTable } from "../../core/register/field-table.ts";
import { registerFields } from "../../core/register/schemas.ts";
import { columnsOf } from "../../csv/import-columns.ts";
import { writeCell } from "../../csv/write-cell.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { type AuditLine, listAudit } from "../team/list-audit.ts";
import type { ContractLine } from "./list-contracts.ts";

/** Everything that the panel shows of a contract. */
export interface ContractFile extends ContractLine {
  /** The data that the provider's system sent, with labels. */
  facts: readonly { label: string; value: string }[];
  email?: string;
  phones: readonly string[];
  /** Other phones that may see this contract and nothing else, normalised. */
  authorisedPhones: readonly { phone: string; since: Date }[];
  walletId?: string;
  /**
   * Number of open invoices. If the wallet is changed, those without a boleto follow it; those with a living boleto
   * stay where they are.
   */
  openInvoices: number;
  livingBoletos: number;
  changes: readonly AuditLine[];
}

/** Loads everything that the panel shows of a contract. `id` is our own id. */
export async function contractFile(prisma: PrismaClient, id: string): Promise<ContractFile | undefined> {
  const row = await prisma.contract.findUnique({
    where: { id },
    include: {
      subscriber: { include: { phones: true } },
      phones: { orderBy: { authorisedAt: "asc" } },
      wallet: true,
      invoices: {
        where: { status: "open" },
        select: { boletos: { where: { status: { in: ["registering", "payable"] } }, select: { id: true } } },
      },
    },
  });
  if (!row) return undefined;
  const { subscriber, wallet, invoices } = row;
  const { lines: changes } = await listAudit(prisma, { subject: `contract ${row.externalId}`, limit: 10 });
  return {
    id,
    externalId: row.externalId,
    name: subscriber.name,
    document: subscriber.document,
    address: row.address,
    active: row.active,
    facts: factsOf(row),
    phones: subscriber.phones.map(({ phone }) => phone),
    authorisedPhones: row.phones.map(({ phone, authorisedAt }) => ({ phone, since: authorisedAt })),
    openInvoices: invoices.length,
    livingBoletos: invoices.filter(({ boletos }) => boletos.length > 0).length,
    changes,
    ...(subscriber.email !== null && { email: subscriber.email }),
    ...(wallet && { walletId: wallet.id, wallet: wallet.description }),
  };
}

function factsOf(row: Readonly<Record<string, unknown>>): ContractFile["facts"] {
  const given = fieldTable.shown(registerFields.contracts, row);
  return Object.values(columnsOf("contracts")).flatMap(({ field, as, panel }) =>
    panel?.on === "page" ? [{ label: panel.label, value: writeCell(as, given[field]) }] : [],
  );
}
