import { fullDate } from "../billing/calendar/date-words.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";

/** A bank wallet that registers by API, and the expiry of its certificate. */
export interface ApiWallet {
  externalId: string;
  bankCode: string;
  active: boolean;
  /** Name of its settings file, in the banks folder. */
  settingsFile: string;
  /** Absent if the bank requires none, or if it cannot be read. */
  certificate?: { days: number; endsOn: IsoDate };
  /** Error in its settings. Names files and fields, never their values. */
  fault?: string;
}

/** A new certificate may take this many days to get. */
const warnDays = 30;

/** State of a bank wallet's settings: "good", "soon" (certificate to be renewed) or "broken" (blocks every boleto). */
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
