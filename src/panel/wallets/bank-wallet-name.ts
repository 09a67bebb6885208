import { bankName } from "../../core/billing/bank-names.ts";
import type { RegistersBy } from "../../core/billing/offers/bank-wallet.ts";

/** A bank wallet as the register shows it. */
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
  /** Settings of its files, where it registers by file. */
  cnab?: Readonly<Record<string, string>>;
  bankNumbers: boolean;
  nossoNumeroFrom: number;
  nossoNumeroTo: number;
  nossoNumeroNext: number;
}

/** "Itaú (itau)". */
export const bankWalletName = ({ id, bankCode }: Pick<ShownBankWallet, "id" | "bankCode">) =>
  `${bankName(bankCode)} (${id})`;
