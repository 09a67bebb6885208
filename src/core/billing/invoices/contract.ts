/** What a contract asks of whoever pays late. Belongs to the contract, never to the bank. */
export interface ContractTerms {
  /** Once; 200 is 2 %. */
  multaBasisPoints: number;
  /** A month of 30 days; 100 is 1 %. */
  jurosBasisPointsMonth: number;
}

/** Contrato: an internet plan at one address. */
export interface Contract extends ContractTerms {
  id: string;
  subscriberId: string;
  walletId?: string;
  /** How the subscriber knows it: street and number. */
  address: string;
  /** Filial. */
  branch?: string;
  active: boolean;
}
