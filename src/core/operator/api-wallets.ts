import { fullDate } from "../billing/calendar/date-words.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";

/** A bank wallet that registers by API, with the state of its settings. */
export interface ApiWallet {
  externalId: string;
  bankCode: string;
  active: boolean;
  /** The name of its settings file, in the folder of the banks. */
  settingsFile: string;
  /** When the certificate expires. Absent if the bank requires no certificate, or if it could not be read. */
  certificate?: { days: number; endsOn: IsoDate };
  /** What is wrong with the settings. Names files and fields, never their values. */
  fault?: string;
}

/** It may take this many days to get a new certificate. */
const warnDays = 30;

/**
 * Returns the state of the settings of a bank wallet: "good", "soon" if the certificate has to be renewed, or "broken"
 * if no boleto can be registered.
 */
export function settingsState({ certificate, fault }: ApiWallet): { state: "good" | "soon" | "broken"; words: string } {
  if (fault !== undefined) return { state: "broken", words: `${fault} Veja docs/bancos.md.` };
  if (!certificate) return { state: "good", words: "ajustes lidos." };
  const { days, endsOn } = certificate;
  const ends = `certificado até ${fullDate(endsOn)}`;
  if (days < 0) return { state: "broken", words: `${ends}, vencido. Peça outro ao banco.` };
  if (days <= warnDays) return { state: "soon", words: `${ends}, ${formatDaysLeft(days)}. Peça outro ao banco.` };
  return { state: "good", words: `${ends}.` };
}

const formatDaysLeft = (days: number) =>
  days === 0 ? "é o último dia" : days === 1 ? "falta 1 dia" : `faltam ${days} dias`;

/** Returns active bank wallets whose certificate expires soon or whose settings are wrong. */
export function toRenew(wallets: readonly ApiWallet[]): readonly ApiWallet[] {
  return wallets.filter((wallet) => wallet.active && settingsState(wallet).state !== "good");
}
