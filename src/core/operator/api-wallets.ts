import { fullDate } from "../billing/calendar/date-words.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";

/** A bank wallet at a bank's API, with how long its certificate still lasts. */
export interface ApiWallet {
  externalId: string;
  bankCode: string;
  active: boolean;
  /** The settings file that the bank wallet is opened with, in the folder of the banks. */
  settingsFile: string;
  /** Absent where the bank wants none, or it cannot be read. */
  certificate?: { days: number; endsOn: IsoDate };
  /** What is wrong with its settings; names files and fields, never what stands in them. */
  fault?: string;
}

/** So long a new certificate may take. */
const warnDays = 30;

/** How the settings of a bank wallet stand: good, to be renewed soon, or in the way of every boleto. */
export function settingsState({ certificate, fault }: ApiWallet): { state: "good" | "soon" | "broken"; words: string } {
  if (fault !== undefined) return { state: "broken", words: `${fault} Veja docs/bancos.md.` };
  if (!certificate) return { state: "good", words: "ajustes lidos." };
  const { days, endsOn } = certificate;
  const ends = `certificado até ${fullDate(endsOn)}`;
  if (days < 0) return { state: "broken", words: `${ends}, vencido. Peça outro ao banco.` };
  if (days <= warnDays) return { state: "soon", words: `${ends}, ${left(days)}. Peça outro ao banco.` };
  return { state: "good", words: `${ends}.` };
}

const left = (days: number) => (days === 0 ? "é o último dia" : days === 1 ? "falta 1 dia" : `faltam ${days} dias`);

/** Those that somebody must see to: a bank that is on, whose certificate runs out or whose settings are wrong. */
export function toRenew(wallets: readonly ApiWallet[]): readonly ApiWallet[] {
  return wallets.filter((wallet) => wallet.active && settingsState(wallet).state !== "good");
}
