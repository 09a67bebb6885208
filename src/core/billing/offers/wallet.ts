/** `fatura`: the subscriber chooses among bank wallets; `bank`: one bank account. */
export type WalletKind = "fatura" | "bank";

/** Carteira de cobrança: how a contract is charged. */
export interface Wallet {
  id: string;
  kind: WalletKind;
  description: string;
  /** In the order in which they are offered; exactly one for `bank`. */
  bankWalletIds: readonly string[];
  /** Where an invoice goes when the choice closes; the first of the list where absent. */
  defaultBankWalletId?: string;
  /** Limite de dias antes de vencer para troca de carteira; 0 never locks. */
  lockDays: number;
  /** Validar filial na venda: the wallet counts for this branch's contracts alone. */
  branchCheck?: { branch: string };
  active: boolean;
}
