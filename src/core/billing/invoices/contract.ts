/** The charges for late payment. They are part of the contract, and never depend on the bank. */
export interface ContractTerms {
  /** The late fee (multa), charged once, in basis points: 200 is 2 %. */
  multaBasisPoints: number;
  /** The interest (juros) for a month of 30 days, in basis points: 100 is 1 %. */
  jurosBasisPointsMonth: number;
}

/** A contract (contrato): an internet plan at one address. */
export interface Contract extends ContractTerms {
  id: string;
  subscriberId: string;
  walletId?: string;
  /** Street and number, by which the subscriber recognises the contract. */
  address: string;
  /** The branch (filial). */
  branch?: string;
  active: boolean;
}
