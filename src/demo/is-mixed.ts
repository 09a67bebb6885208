import type { Prisma } from "../storage/generated/client.ts";
import { demoBeneficiary } from "./demo-beneficiary.ts";
import { demoIds } from "./demo-ids.ts";
import { demoBanks, demoPeople, demoWallets } from "./demo-provider.ts";

const { beneficiaryDocument } = demoBeneficiary;
const people = demoPeople.map(({ document }, index) => ({ externalId: demoIds.subscriber(index + 1), document }));
const contracts = demoPeople.flatMap((person, index) =>
  person.contracts.map((contract, at) => ({ ...contract, ids: [index + 1, at + 1] as const })),
);
const contractIds = contracts.map(({ ids }) => demoIds.contract(...ids));
const invoiceIds = contracts.flatMap(({ ids, invoices }) => invoices.map((_, at) => demoIds.invoice(...ids, at + 1)));

/** Does a database with the demo in it hold anything that somebody else entered, also under one of the demo's ids? */
export async function isMixed(tx: Prisma.TransactionClient): Promise<boolean> {
  const banks = demoBanks.map(({ key: externalId, bankCode }) => ({ externalId, bankCode, beneficiaryDocument }));
  const foreign = [
    await tx.subscriber.count({ where: { NOT: { OR: people } } }),
    await tx.bankWallet.count({ where: { NOT: { OR: banks } } }),
    await tx.wallet.count({ where: { externalId: { notIn: demoWallets.map(({ key }) => key) } } }),
    await tx.contract.count({ where: { externalId: { notIn: contractIds } } }),
    await tx.invoice.count({ where: { externalId: { notIn: invoiceIds } } }),
    await tx.boleto.count({ where: { externalId: { not: null } } }),
  ];
  return foreign.some((count) => count > 0);
}
