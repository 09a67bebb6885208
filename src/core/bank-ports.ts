/** Health of a bank's API, shared by all processes. */
export interface BankHealth {
  /** Consecutive failures. */
  failures: number;
  /** The circuit breaker is open: no process calls the bank before this time. */
  openUntil?: Date;
  /** End of the pause that the bank asked for (rate limit). */
  pausedUntil?: Date;
}

/** State of the bank clients, kept in the database and shared by all processes. */
export interface BankDesk {
  /** The encrypted access token of a bank wallet; undefined if none is stored. */
  token(bankWalletId: string): Promise<{ sealed: string; expiresAt: Date } | undefined>;
  keepToken(bankWalletId: string, token: { sealed: string; expiresAt: Date }): Promise<void>;
  /** Deletes the token that was refused, and no other: another process may have stored a newer one. */
  forgetToken(bankWalletId: string, sealed: string): Promise<void>;
  health(bankCode: string): Promise<BankHealth>;
  /** Resets the failure count after an answer of the bank. */
  succeeded(bankCode: string): Promise<void>;
  /**
   * Counts a failure. `openAfter` returns, for a number of failures, the time before which no process may call the
   * bank.
   */
  failed(bankCode: string, openAfter: (failures: number) => Date | undefined, now: Date): Promise<BankHealth>;
  pause(bankCode: string, until: Date): Promise<void>;
  /** Returns the references of the bank that no boleto of the wallet has yet. */
  unclaimed(bankWalletId: string, references: readonly string[]): Promise<string[]>;
}

/** What a bank calls a boleto, in a webhook or a list. */
export interface BoletoName {
  bankReference?: string;
  /** Our reference, sent at registration. */
  reference?: string;
  /** In any form: with or without leading zeros, convênio or check digit. */
  nossoNumero?: string;
}

/** The boleto that a webhook claims to be about. Unverified: no payment counts before the bank was queried. */
export interface WebhookNote extends BoletoName {
  /** The webhook reports a reversed payment. */
  undone?: boolean;
  /** The webhook reports that the payer's bank has taken the money (baixa operacional). */
  paymentAnnounced?: boolean;
}

/** Webhooks received from banks. `bank` is the bank's name in the URL. */
export interface WebhookDesk {
  /** Stores a raw body once and enqueues the job that reads it. Committed when the promise resolves. */
  keep(bank: string, body: string, now: Date): Promise<void>;
  /** Returns a webhook that is still unprocessed; undefined otherwise. */
  waiting(id: string): Promise<{ bank: string; body: string } | undefined>;
  /** Returns the ids of the boletos that a note may refer to. */
  boletosOf(bankCode: string, note: WebhookNote): Promise<string[]>;
  /** Marks a webhook as processed; `fault` is the reason if it had no effect. */
  finish(id: string, now: Date, fault?: string): Promise<void>;
}
