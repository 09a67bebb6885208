import type { ResourceName } from "../../core/register/schemas.ts";
import { dayOf } from "../../database/sql.ts";

type Row = Record<string, unknown>;
const external = (row: unknown) => (row as { externalId: string } | null)?.externalId;
const day = (date: unknown) => (date instanceof Date ? dayOf(date) : undefined);

const shapes: Record<ResourceName, (row: Row) => Row> = {
  subscribers: ({ name, document, email, address, district, city, state, postalCode, phones }) => ({
    name,
    document,
    email,
    address,
    district,
    city,
    state,
    postalCode,
    phones: (phones as { phone: string }[]).map(({ phone }) => phone),
  }),
  contracts: ({ subscriber, wallet, phones, ...row }) => ({
    subscriberId: external(subscriber),
    walletId: external(wallet),
    address: row.address,
    plan: row.plan,
    branch: row.branch,
    active: row.active,
    authorisedPhones: (phones as { phone: string }[]).map(({ phone }) => phone),
    multaBasisPoints: row.multaBasisPoints,
    jurosBasisPointsMonth: row.jurosBasisPointsMonth,
    startsOn: day(row.startsOn),
    endsOn: day(row.endsOn),
    billsHere: row.billsHere,
    billsFrom: day(row.billsFrom)?.slice(0, 7),
    planPriceCents: row.planPriceCents,
    planDiscountCents: row.planDiscountCents,
    dueDay: row.dueDay,
    daysBefore: row.daysBefore,
  }),
  wallets: ({ kind, description, banks, defaultBankWalletId, lockDays, branch, active }) => {
    const entries = banks as { bankWalletId: string; bankWallet: unknown }[];
    const byDefault = entries.find(({ bankWalletId }) => bankWalletId === defaultBankWalletId);
    return {
      kind,
      description,
      bankWalletIds: entries.map(({ bankWallet }) => external(bankWallet)),
      defaultBankWalletId: external(byDefault?.bankWallet ?? null),
      lockDays,
      branch,
      active,
    };
  },
  "bank-wallets": ({
    bankCode,
    account,
    beneficiaryName,
    beneficiaryDocument,
    beneficiaryAddress,
    registersBy,
    cnab,
    bankNumbers,
    sandboxOutcome,
    windowSeconds,
    cutOff,
    daysAfterDue,
    minCents,
    maxCents,
    active,
    nossoNumeroFrom,
    nossoNumeroTo,
    nossoNumeroNext,
  }) => ({
    bankCode,
    account,
    beneficiaryName,
    beneficiaryDocument,
    beneficiaryAddress,
    registersBy,
    ...(registersBy === "cnab240" && { cnab }),
    bankNumbers,
    sandboxOutcome,
    windowSeconds,
    cutOff,
    daysAfterDue,
    minCents,
    maxCents,
    active,
    nossoNumeroFrom,
    nossoNumeroTo,
    nossoNumeroNext,
  }),
  invoices: ({
    contract,
    amountCents,
    dueDate,
    description,
    status,
    discountCents,
    discountUntil,
    abatementCents,
  }) => ({
    contractId: external(contract),
    amountCents,
    dueDate: day(dueDate),
    description,
    status,
    discountCents,
    discountUntil: day(discountUntil),
    abatementCents,
  }),
  boletos: ({
    invoice,
    origin,
    status,
    bankCode,
    nossoNumero,
    linhaDigitavel,
    codigoBarras,
    amountCents,
    dueDate,
    payableUntil,
  }) => ({
    invoiceId: external(invoice),
    origin,
    status,
    bankCode,
    nossoNumero,
    linhaDigitavel,
    codigoBarras,
    amountCents,
    dueDate: day(dueDate),
    payableUntil: day(payableUntil),
  }),
};

/** A row as the API shows it: external ids, amounts as numbers, nothing that is empty. */
export function shown(resource: ResourceName, row: Row): Row {
  const shape = {
    id: resource === "boletos" ? row.id : row.externalId,
    ...(resource === "boletos" && { externalId: row.externalId }),
    ...shapes[resource](row),
  };
  const plain = Object.entries(shape).map(([field, value]) => [
    field,
    typeof value === "bigint" ? Number(value) : value,
  ]);
  return Object.fromEntries(plain.filter(([, value]) => value !== null && value !== undefined));
}
