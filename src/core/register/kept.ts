import type { IsoDate } from "../billing/calendar/iso-date.ts";
import { firstDay, type Month } from "../billing/calendar/month.ts";
import type { Kept, Row } from "./field-table.ts";

const dayIn = (date: unknown) => (date instanceof Date ? date.toISOString().slice(0, 10) : undefined);
const externalId = (row: unknown) => (row as { externalId: string } | null | undefined)?.externalId;

/** The forms in which fields are kept. */
export const kept = {
  /** A column of type `date`. */
  day: {
    isColumn: true,
    toColumn: (day: IsoDate) => new Date(day),
    shown: (row: Row, name: string) => dayIn(row[name]),
  },
  /** The first day of a month, in a column of type `date`. */
  month: {
    isColumn: true,
    toColumn: (month: Month) => new Date(firstDay(month)),
    shown: (row: Row, name: string) => dayIn(row[name])?.slice(0, 7),
  },
  /** A column that its resource's put works out. */
  workedOut: { isColumn: true },
  /** Our id of a row; handed in and shown by the provider's system's own. */
  reference: (relation: string) => ({ isColumn: true, shown: (row: Row) => externalId(row[relation]) }) as const,
  /** Rows of phones. */
  phones: { isColumn: false, shown: ({ phones }: Row) => (phones as { phone: string }[]).map(({ phone }) => phone) },
  /** The bank wallets of a wallet, in order. */
  bankWallets: { isColumn: false, shown: (row: Row) => banksOf(row).map(({ bankWallet }) => externalId(bankWallet)) },
  /** One of them. */
  bankWallet: {
    isColumn: true,
    shown: (row: Row, name: string) =>
      externalId(banksOf(row).find(({ bankWalletId }) => bankWalletId === row[name])?.bankWallet),
  },
  /** A part of the boleto's slip, which is not shown. */
  inSlip: { isColumn: false, shown: () => undefined },
} as const satisfies Record<string, Kept | ((relation: string) => Kept)>;

const banksOf = ({ banks }: Row) => banks as { bankWalletId: string; bankWallet: unknown }[];
