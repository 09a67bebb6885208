import { bankName } from "../../core/billing/bank-names.ts";

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
  nossoNumeroFrom: number;
  nossoNumeroTo: number;
  nossoNumeroNext: number;
}

/** "Itaú (itau)". */
export const bankWalletName = ({ id, bankCode }: Pick<ShownBankWallet, "id" | "bankCode">) =>
  `${bankName(bankCode)} (${id})`;
