/** Charges for late payment. They belong to the contract, never to the bank. */
export interface ContractTerms {
  /** Late fee, charged once; 200 is 2 %. */
  multaBasisPoints: number;
  /** Interest per month of 30 days; 100 is 1 %. */
  jurosBasisPointsMonth: number;
}

/** Contrato: an internet plan at one address. */
export interface Contract extends ContractTerms {
  id: string;
  subscriberId: string;
  walletId?: string;
  /** Street and number, by which the subscriber recognises the contract. */
  address: string;
  /** Filial. */
  branch?: string;
  active: boolean;
}
