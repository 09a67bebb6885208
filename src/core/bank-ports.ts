/**
 * What a call to a bank is for. A bank that refuses calls for one purpose may answer those for another, as scopes are
 * granted apart; "access" stands for all calls.
 */
export type CallPurpose = "access" | "boletos" | "look-ups" | "payments" | "pix" | "pdf" | "ranges";

/** Purposes without which a bank wallet cannot be offered. */
export const purposesOfOffers: readonly CallPurpose[] = ["access", "boletos", "look-ups"];

/** Who calls a bank, and for what. */
export interface BankCaller {
  bankCode: string;
  bankWalletId: string;
  /** Name of the API client, by which the bank counts calls. */
  client: string;
  purpose: CallPurpose;
}

/** Health of a bank's API for a caller, shared by all processes. */
export interface BankHealth {
  /** Nobody calls the bank before this time, or this bank wallet not for this purpose. */
  openUntil?: Date;
  /** End of the pause that the bank asked the client for (rate limit). The bank stays on offer. */
  pausedUntil?: Date;
}

/** A call that waits for its turn. Calls of one lane follow each other at its pace, whatever process makes them. */
export interface TurnRequest {
  lane: string;
  /** Time between two turns. */
  intervalMs: number;
  /** Turns that may be taken at once after a quiet time. */
  burst: number;
  /** How far ahead a turn may be to be taken. */
  patienceMs: number;
  now: Date;
  /** No turn is earlier: the end of a pause. */
  notBefore?: Date;
}

/** The turn of a call: taken, or too far ahead. Whoever was put off asks again at its own `again`. */
export type Turn = { kind: "taken"; at: Date } | { kind: "put-off"; again: Date };

/** State of the bank clients, kept in the database and shared by all processes. */
export interface BankDesk {
  /** The encrypted access token of a bank wallet; undefined if none is stored. */
  token(bankWalletId: string): Promise<{ sealed: string; expiresAt: Date } | undefined>;
  keepToken(bankWalletId: string, token: { sealed: string; expiresAt: Date }): Promise<void>;
  /**
   * Claims the request for a new token until a time. Returns false while another process has the claim; `keepToken` and
   * `releaseToken` end it.
   */
  claimToken(bankWalletId: string, until: Date, now: Date): Promise<boolean>;
  /** Ends the claim without a token. */
  releaseToken(bankWalletId: string): Promise<void>;
  /** Deletes the token that was refused, and no other: another process may have stored a newer one. */
  forgetToken(bankWalletId: string, sealed: string): Promise<void>;
  health(caller: BankCaller): Promise<BankHealth>;
  /** Resets the failure count, and ends the refusals of this purpose, after an answer of the bank. */
  succeeded(caller: BankCaller): Promise<void>;
  /**
   * Counts a failure of the bank. `openAfter` returns, for a number of failures in a row, the time before which no
   * process may call the bank.
   */
  failed(
    bankCode: string,
    openAfter: (failures: number) => Date | undefined,
    now: Date,
  ): Promise<Pick<BankHealth, "openUntil">>;
  /**
   * Records that the bank refuses a bank wallet's calls and not a boleto: the wallet makes none for this purpose before
   * `until`. The first refusal since the last answer is told to the operator, with `reason`.
   */
  refused(caller: BankCaller, refusal: { reason: string; until: Date; now: Date }): Promise<void>;
  pause(client: string, until: Date): Promise<void>;
  /** Takes the next turn of a lane, or assigns a time to come back. One statement. */
  takeTurn(request: TurnRequest): Promise<Turn>;
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

/**
 * A boleto that a bank may mean. `isProven`: by the bank's own name for it or by our reference; else only the nosso
 * número agrees, which another system may have used before.
 */
export interface NamedBoleto {
  id: string;
  isProven: boolean;
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
  /** Returns the boletos that a note may refer to. */
  boletosOf(bankCode: string, note: WebhookNote): Promise<NamedBoleto[]>;
  /** Marks a webhook as processed; `fault` is the reason if it had no effect. */
  finish(id: string, now: Date, fault?: string): Promise<void>;
}

/** An attempt of the bank to deliver a webhook post. */
export interface PostAttempt {
  at: string;
  isDelivered: boolean;
  /** The receiver's HTTP status or the bank's words, for a failed one. */
  reason?: string;
  /** The bank's references of the boletos in it. */
  references: readonly string[];
}

/**
 * The webhook of a bank wallet, as the bank has it. Every method calls the bank, and throws AppError with a sentence
 * for the operator if it refuses or does not answer.
 */
export interface BankWebhooks {
  /** The registered address. `state` is the bank's word about it; `isOff`: it has stopped to post. */
  current(): Promise<{ url: string; state?: string; isOff?: boolean } | undefined>;
  /** Registers the address in place of any other. */
  register(url: string): Promise<void>;
  /** Posts of these days, newest first. */
  attempts(period: { from: Date; to: Date }): Promise<PostAttempt[]>;
  /** Has posts delivered again; returns of how many boletos. Absent if the bank does not offer it. */
  repeat?(references: readonly string[]): Promise<number>;
  /** Switches a webhook on again. Absent if the bank does not switch them off. */
  switchOn?(): Promise<void>;
}
