import type { IsoDate } from "../billing/calendar/iso-date.ts";
import { firstDay, type Month } from "../billing/calendar/month.ts";
import type { Kept, Row } from "./field-table.ts";

const formatDay = (date: unknown) => (date instanceof Date ? date.toISOString().slice(0, 10) : undefined);
const externalId = (row: unknown) => (row as { externalId: string } | null | undefined)?.externalId;

/** Ways in which fields are stored. */
export const kept = {
  /** A column of type `date`. */
  day: {
    isColumn: true,
    toColumn: (day: IsoDate) => new Date(day),
    shown: (row: Row, name: string) => formatDay(row[name]),
  },
  /** The first day of a month, in a column of type `date`. */
  month: {
    isColumn: true,
    toColumn: (month: Month) => new Date(firstDay(month)),
    shown: (row: Row, name: string) => formatDay(row[name])?.slice(0, 7),
  },
  /** A column that the resource's `put` computes. */
  workedOut: { isColumn: true },
  /** Our id of another row; in the API it is the external id. */
  reference: (relation: string) => ({ isColumn: true, shown: (row: Row) => externalId(row[relation]) }) as const,
  /** Rows of the table of phones. */
  phones: { isColumn: false, shown: ({ phones }: Row) => (phones as { phone: string }[]).map(({ phone }) => phone) },
  /** The bank wallets of a wallet, in order. */
  bankWallets: { isColumn: false, shown: (row: Row) => banksOf(row).map(({ bankWallet }) => externalId(bankWallet)) },
  /** One of the bank wallets of a wallet. */
  bankWallet: {
    isColumn: true,
    shown: (row: Row, name: string) =>
      externalId(banksOf(row).find(({ bankWalletId }) => bankWalletId === row[name])?.bankWallet),
  },
  /** The sum of the part payments of an invoice; absent if there is none. */
  partPayments: {
    isColumn: false,
    shown: ({ payments = [] }: Row) =>
      (payments as { amountCents: bigint }[]).reduce((sum, { amountCents }) => sum + Number(amountCents), 0) ||
      undefined,
  },
  /** A part of the boleto's slip, which the API does not show. */
  inSlip: { isColumn: false, shown: () => undefined },
} as const satisfies Record<string, Kept | ((relation: string) => Kept)>;

const banksOf = ({ banks }: Row) => banks as { bankWalletId: string; bankWallet: unknown }[];
