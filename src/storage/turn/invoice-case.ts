import { purposesOfOffers } from "../../core/bank-ports.ts";
import { apiLimits } from "../../core/billing/bank-apis.ts";
import type { BankCode } from "../../core/billing/bank-code.ts";
import { bankName } from "../../core/billing/bank-names.ts";
import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import type { Place } from "../../core/billing/calendar/place.ts";
import type { PartPayment } from "../../core/billing/money/part-payments.ts";
import { isLiving } from "../../core/boleto/boleto-status.ts";
import type { BankAccount } from "../../core/boleto/boleto-values.ts";
import type { BankWalletRecord } from "../../core/records/boleto-records.ts";
import type { InvoiceCase } from "../../core/records/invoice-records.ts";
import type { BankWallet, Prisma, Subscriber } from "../../database/generated/client.ts";
import { dayOf, type Transaction } from "../../database/sql.ts";
import { branchOf, placeOf } from "../places.ts";
import { boletoRecordOf } from "../records/boleto-records.ts";

const related = {
  contract: {
    include: {
      subscriber: true,
      wallet: { include: { banks: { include: { bankWallet: true }, orderBy: { position: "asc" } } } },
    },
  },
  boletos: {
    // A boleto that the bank registered wrongly is being cancelled, but counts as refused.
    where: {
      OR: [
        { status: { in: ["registering", "payable", "rejected"] } },
        { bankReason: { not: null } },
        { announcedAt: { not: null } },
      ],
    },
    include: { bankWallet: true },
  },
  payments: { where: { outcome: "parcial", undoneAt: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
} satisfies Prisma.InvoiceInclude;
type InvoiceRow = Prisma.InvoiceGetPayload<{ include: typeof related }>;

/** For trials: a registration window in seconds, used instead of the window of every bank wallet. */
export interface WindowOverride {
  windowSeconds?: number;
}

/**
 * Loads an invoice with everything that decisions about it need. With `lock`, the invoice is locked until the
 * transaction ends.
 */
export async function invoiceCase(
  tx: Transaction,
  invoiceId: string,
  { lock = false, ...override }: { lock?: boolean } & WindowOverride = {},
): Promise<InvoiceCase | undefined> {
  if (lock) await tx.$queryRaw`SELECT 1 FROM invoice WHERE id = ${invoiceId}::uuid FOR UPDATE`;
  const [provider, row] = [
    await tx.provider.findUnique({ where: { id: 1 } }),
    await tx.invoice.findUnique({ relationLoadStrategy: "join", where: { id: invoiceId }, include: related }),
  ];
  if (!row || !provider) return undefined;
  const place = placeOf(await branchOf(tx, row.contract.branch), provider);
  return caseOf(row, provider, { place, health: await healthFor(tx, banksOf(row)), ...override });
}

/** Returns the bank wallets that the wallet of the contract offers, and the bank wallet of the living boleto. */
function banksOf({ contract, boletos }: InvoiceRow): BankWallet[] {
  const living = boletos.find(({ status }) => isLiving(status))?.bankWallet;
  return [...(contract.wallet?.banks ?? []).map(({ bankWallet }) => bankWallet), ...(living ? [living] : [])];
}

function caseOf(
  row: InvoiceRow,
  provider: {
    multaBasisPoints: number;
    jurosBasisPointsMonth: number;
    paymentToleranceCents: number;
  },
  { place, ...read }: { place: Place; health: readonly OpenCircuit[] } & WindowOverride,
): InvoiceCase {
  const { contract } = row;
  const { wallet, subscriber } = contract;
  const living = row.boletos.find(({ status }) => isLiving(status));
  const refused = row.boletos.filter(
    ({ status, bankWalletId, bankReason }) =>
      !isLiving(status) && bankWalletId !== null && (status === "rejected" || bankReason !== null),
  );
  const announced = row.boletos.find(({ announcedAt }) => announcedAt !== null);
  return {
    invoice: {
      id: row.id,
      externalId: row.externalId,
      contractId: row.contractId,
      description: row.description,
      status: row.status,
      amountCents: Number(row.amountCents),
      dueDate: isoDate(dayOf(row.dueDate)),
      discountCents: row.discountCents,
      ...(row.discountUntil && { discountUntil: isoDate(dayOf(row.discountUntil)) }),
      abatementCents: row.abatementCents,
      ...(row.payments.length > 0 && { partPayments: row.payments.map(partPaymentOf) }),
    },
    contract: {
      id: contract.id,
      subscriberId: contract.subscriberId,
      ...(contract.walletId && { walletId: contract.walletId }),
      address: contract.address,
      ...(contract.branch && { branch: contract.branch }),
      active: contract.active,
      multaBasisPoints: contract.multaBasisPoints ?? provider.multaBasisPoints,
      jurosBasisPointsMonth: contract.jurosBasisPointsMonth ?? provider.jurosBasisPointsMonth,
    },
    subscriber: {
      id: subscriber.id,
      name: subscriber.name,
      document: subscriber.document,
      ...(subscriber.email && { email: subscriber.email }),
      ...(subscriber.address && { address: subscriber.address }),
      ...postalOf(subscriber, contract.address),
    },
    ...(wallet && {
      wallet: {
        id: wallet.id,
        kind: wallet.kind,
        description: wallet.description,
        bankWalletIds: wallet.banks.map(({ bankWalletId }) => bankWalletId),
        ...(wallet.defaultBankWalletId && { defaultBankWalletId: wallet.defaultBankWalletId }),
        lockDays: wallet.lockDays,
        ...(wallet.branch && { branchCheck: { branch: wallet.branch } }),
        active: wallet.active,
      },
    }),
    bankWallets: banksOf(row).map((bank) => bankWalletOf(bank, read)),
    choice: {
      reopened: row.choiceReopened,
      ...(row.lockedBankWalletId && { lockedBankWalletId: row.lockedBankWalletId }),
    },
    refusedBankWalletIds: refused.map(({ bankWalletId }) => bankWalletId as string),
    toleranceCents: provider.paymentToleranceCents,
    ...place,
    ...(living && { living: boletoRecordOf(living) }),
    ...(announced && { announced: { boletoId: announced.id, bankCode: announced.bankCode } }),
  };
}

const partPaymentOf = ({
  amountCents,
  paidOn,
  multaCents,
  jurosCents,
}: InvoiceRow["payments"][number]): PartPayment => ({
  amountCents: Number(amountCents),
  paidOn: isoDate(dayOf(paidOn)),
  multaCents: Number(multaCents),
  jurosCents: Number(jurosCents),
});

/** Maps a row to a bank wallet of the use cases. The only place that applies `WindowOverride`. */
export function bankWalletOf(
  row: BankWallet,
  { health = [], windowSeconds = row.windowSeconds }: { health?: readonly OpenCircuit[] } & WindowOverride = {},
): BankWalletRecord {
  const openUntil = row.registersBy === "api" ? openUntilOf(row, health) : undefined;
  const bankCode = row.bankCode as BankCode;
  const { mostDaysAfterDue = row.daysAfterDue } = apiLimits({ bankCode, registersBy: row.registersBy });
  return {
    id: row.id,
    externalId: row.externalId,
    bankCode,
    name: bankName(bankCode),
    account: row.account as BankAccount,
    active: row.active,
    ...(row.minCents !== null && { minCents: row.minCents }),
    ...(row.maxCents !== null && { maxCents: Number(row.maxCents) }),
    cutOff: row.cutOff,
    windowSeconds,
    // A wallet saved before the limit was known: what is promised and printed is what the bank does.
    daysAfterDue: Math.min(row.daysAfterDue, mostDaysAfterDue),
    registersBy: row.registersBy,
    bankNumbers: row.bankNumbers,
    ...(openUntil && { inTroubleUntil: openUntil }),
    ...(row.sandboxOutcome && { sandboxOutcome: row.sandboxOutcome }),
    nossoNumero: {
      from: Number(row.nossoNumeroFrom),
      to: Number(row.nossoNumeroTo),
      next: Number(row.nossoNumeroNext),
      ...(row.nossoNumeroYear !== null && { year: row.nossoNumeroYear }),
    },
    cnab: row.cnab as Record<string, string>,
    beneficiaryName: row.beneficiaryName,
    beneficiaryDocument: row.beneficiaryDocument,
    beneficiaryAddress: row.beneficiaryAddress,
  };
}

/** A bank, or one bank wallet at it, that is not called before a time; it may be over. */
type OpenCircuit = ({ bankCode: string } | { bankWalletId: string }) & { openUntil: Date };

/**
 * Returns the banks and the bank wallets whose circuit is open or was open before. Answers with an empty list, without
 * asking the database, if none of the wallets registers by API.
 */
export async function healthFor(tx: Transaction, banks: readonly BankWallet[]): Promise<OpenCircuit[]> {
  const ids = banks.filter(({ registersBy }) => registersBy === "api").map(({ id }) => id);
  if (ids.length === 0) return [];
  const ofBanks = await tx.bankHealth.findMany({ where: { openUntil: { not: null } } });
  const refusals = await tx.bankRefusal.findMany({
    where: { bankWalletId: { in: ids }, purpose: { in: [...purposesOfOffers] } },
  });
  return [
    ...ofBanks.flatMap(({ bankCode, openUntil }) => (openUntil ? [{ bankCode, openUntil }] : [])),
    ...refusals.map(({ bankWalletId, until }) => ({ bankWalletId, openUntil: until })),
  ];
}

function openUntilOf({ id, bankCode }: BankWallet, health: readonly OpenCircuit[]): Date | undefined {
  const times = health
    .filter((one) => ("bankCode" in one ? one.bankCode === bankCode : one.bankWalletId === id))
    .map(({ openUntil }) => openUntil.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}

function postalOf(
  { address, district, city, state, postalCode }: Subscriber,
  contractAddress: string,
): Pick<InvoiceCase["subscriber"], "postal"> {
  if (!district || !city || !state || !postalCode) return {};
  return { postal: { street: address ?? contractAddress, district, city, state, postalCode } };
}
