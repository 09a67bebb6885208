import { bankName } from "../../core/billing/bank-names.ts";
import type { RegistersBy } from "../../core/billing/offers/bank-wallet.ts";

/** A bank wallet, as the register returns it. */
export interface ShownBankWallet {
  id: string;
  bankCode: string;
  account: Readonly<Record<string, string>>;
  beneficiaryName: string;
  active: boolean;
  windowSeconds: number;
  minCents?: number;
  maxCents?: number;
  registersBy: RegistersBy;
  /** The settings of its files, if it registers by file. */
  cnab?: Readonly<Record<string, string>>;
  bankNumbers: boolean;
  nossoNumeroFrom: number;
  nossoNumeroTo: number;
  nossoNumeroNext: number;
}

/** Formats the name of a bank wallet: "Itaú (itau)". */
export const bankWalletName = ({ id, bankCode }: Pick<ShownBankWallet, "id" | "bankCode">) =>
  `${bankName(bankCode)} (${id})`;
