/** How a bank's API is doing, as all processes see it. */
export interface BankHealth {
  /** Failures in a row. */
  failures: number;
  /** Nobody calls it before then. */
  openUntil?: Date;
  /** It asked for a pause until then. */
  pausedUntil?: Date;
}

/** What the clients of banks keep in the database, shared by all processes. */
export interface BankDesk {
  /** The sealed token of a bank wallet, where one is kept. */
  token(bankWalletId: string): Promise<{ sealed: string; expiresAt: Date } | undefined>;
  keepToken(bankWalletId: string, token: { sealed: string; expiresAt: Date }): Promise<void>;
  /** Only the very token that was refused: another process may have a newer one. */
  forgetToken(bankWalletId: string, sealed: string): Promise<void>;
  health(bankCode: string): Promise<BankHealth>;
  /** The bank answered: whatever was counted against it is over. */
  succeeded(bankCode: string): Promise<void>;
  /** Counts a failure; `openAfter` says from the number of failures until when nobody is to call. */
  failed(bankCode: string, openAfter: (failures: number) => Date | undefined, now: Date): Promise<BankHealth>;
  pause(bankCode: string, until: Date): Promise<void>;
  /** Of a bank's own names, those that no boleto of the wallet goes by yet. */
  unclaimed(bankWalletId: string, references: readonly string[]): Promise<string[]>;
}

/** Which boleto a bank's post is about, in the bank's own words; nothing of it is believed before the bank is asked. */
export interface WebhookNote {
  bankReference?: string;
  /** Our own short name of it. */
  reference?: string;
  nossoNumero?: string;
  /** It says that a payment was undone. */
  undone?: boolean;
}

/** What banks posted; `bank` is the bank's name in the address. */
export interface WebhookDesk {
  /** Keeps a body as it came, once, with the job that reads it; committed when this returns. */
  keep(bank: string, body: string, now: Date): Promise<void>;
  /** One that was not dealt with yet. */
  waiting(id: string): Promise<{ bank: string; body: string } | undefined>;
  /** The boletos that a note may mean. */
  boletosOf(bankCode: string, note: WebhookNote): Promise<string[]>;
  /** Done with; `fault` where it led to nothing. */
  finish(id: string, now: Date, fault?: string): Promise<void>;
}
