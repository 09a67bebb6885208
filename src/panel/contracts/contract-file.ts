import { fieldTable } from "../../core/register/field-table.ts";
import { registerFields } from "../../core/register/schemas.ts";
import { columnsOf } from "../../csv/import-columns.ts";
import { writeCell } from "../../csv/write-cell.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { createAudit } from "../../storage/operator/create-audit.ts";
import type { ContractFile } from "./contracts-types.ts";

/** All that the panel shows of one contract, by our id. */
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
  const { lines: changes } = await createAudit(prisma).lines({ subject: `contract ${row.externalId}`, limit: 10 });
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
