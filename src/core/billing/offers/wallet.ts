/** `fatura`: the subscriber chooses among bank wallets. `bank`: a single bank account. */
export type WalletKind = "fatura" | "bank";

/** Carteira de cobrança: the bank wallets through which a contract is charged. */
export interface Wallet {
  id: string;
  kind: WalletKind;
  description: string;
  /** In the order of the offers; exactly one for `bank`. */
  bankWalletIds: readonly string[];
  /** The bank wallet of an invoice when the choice closes without one; the first in the list if absent. */
  defaultBankWalletId?: string;
  /** Limite de dias antes de vencer para troca de carteira; 0 never locks. */
  lockDays: number;
  /** Validar filial na venda: the wallet is valid only for contracts of this branch. */
  branchCheck?: { branch: string };
  active: boolean;
}
