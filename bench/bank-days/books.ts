import type { ApiBank, apiBanks } from "../../tests/support/start-bank-service.ts";

/** A bank by API that takes part. */
export type StandIn<B extends ApiBank> = Awaited<ReturnType<(typeof apiBanks)[B]["start"]>>;

/** How somebody pays: a bounced cheque and a payment that is taken back bring no money in the end. */
export type PaidBy = "elsewhere" | "here" | "pix" | "cheque" | "bounced cheque" | "taken back";

/** Money in a bank's books. */
export interface BankPayment {
  cents: number;
  /** The days by which the bank may date it: when it was paid, and when it was booked. */
  days: readonly string[];
  /** When the bank's books had it, or its file said so; absent while it is on the way. */
  knownAt?: number;
}

/** A title in a bank's books. */
export interface BankTitle {
  /** What we called it; other systems' titles begin with `foreignName`. */
  name: string;
  /** Can be paid; somebody has paid it, booked or not; or closed without money. */
  state: "open" | "taken" | "closed";
  payments: readonly BankPayment[];
}

/** A bank's own books, and what people do at it. Knows nothing of ours. */
export interface BankBooks {
  /** The name by which the bank knows a boleto of ours. */
  nameOf(boletoId: string): string;
  titles(): BankTitle[];
  /** Somebody pays, now; the bank posts, books and takes back as it does. */
  pays(name: string, payment: { cents: number; by: PaidBy }): void;
  /** Another system of the provider's has a boleto there, which is paid now. */
  hasForeignPayment(): void;
  /** Answers more oddly than usual, as the bank's description allows: nulls, no PIX, lists that lag. */
  isOdd?(is: boolean): void;
}

/** What a bank does later, and to whom it posts. */
export interface BankWorld {
  now(): number;
  at(moment: number, run: () => void): void;
  /** The body of a post, or its headers where it has no body. */
  post(said: unknown): void;
}

export const foreignName = "LOJA";
