import type { AuditLine } from "../../core/operator/audit.ts";
import type { Author } from "../../core/operator/author.ts";

/** Which contracts are meant. */
export interface ContractFilter {
  /** Beginnings of words of name, document, contract, address, phone; all of them. */
  words: readonly string[];
  /** The wallet that they have, by our id; "none": no wallet. */
  wallet?: string;
  branch?: string;
}

/** A contract in a list. */
export interface ContractLine {
  id: string;
  externalId: string;
  name: string;
  /** CPF or CNPJ, normalised. */
  document: string;
  address: string;
  active: boolean;
  wallet?: string;
}

/** A wallet that a contract may be linked to. */
export interface WalletChoice {
  id: string;
  externalId: string;
  kind: "fatura" | "bank";
  description: string;
  /** It counts for this branch's contracts alone. */
  branch?: string;
  active: boolean;
}

/** All that the panel shows of one contract. */
export interface ContractFile extends ContractLine {
  /** Fields as the provider's system handed them in, labelled. */
  facts: readonly { label: string; value: string }[];
  email?: string;
  phones: readonly string[];
  /** Other phones that may see this contract alone, normalised. */
  authorisedPhones: readonly { phone: string; since: Date }[];
  walletId?: string;
  /** Open invoices: those without a boleto follow the wallet, those with a living one stay. */
  openInvoices: number;
  livingBoletos: number;
  changes: readonly AuditLine[];
}

/** How many contracts of a filter have which wallet now. */
export interface WalletCount {
  walletId?: string;
  description: string;
  /** Of each branch, for wallets that count for one alone; "" is no branch. */
  contracts: number;
  ofBranch: Readonly<Record<string, number>>;
}

/** Many contracts on their way to a wallet. */
export interface LinkRun {
  id: string;
  wallet: string;
  total: number;
  done: number;
  finished: boolean;
}

/** Contracts as the panel finds and links them. */
export interface Contracts {
  /** In the order of the names; `after` is the cursor of the page before. */
  list(
    filter: ContractFilter,
    page: { after?: string; limit: number },
  ): Promise<{ lines: ContractLine[]; next?: string }>;
  get(id: string): Promise<ContractFile | undefined>;
  /**
   * Lets another phone see a contract, or no longer; for the log, who did. False where that is so already; throws
   * RegisterError where there are too many.
   */
  authorisePhone(of: { contractId: string; phone: string; may: boolean; by: Author }): Promise<boolean>;
  wallets(): Promise<WalletChoice[]>;
  count(filter: ContractFilter): Promise<WalletCount[]>;
  /** Begins to link all of a filter that are not linked there yet; a job does it. Gives the run's id. */
  startRun(filter: ContractFilter, walletId: string, by: Author): Promise<string>;
  run(id: string): Promise<LinkRun | undefined>;
}
