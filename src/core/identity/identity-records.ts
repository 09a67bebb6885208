import type { Registered } from "./access.ts";
import type { SealedCode } from "./code-mint.ts";
import type { Attempt, Limit } from "./limit.ts";
import type { Origin } from "./origin.ts";

/** A code that has to be sent, and who may get it. */
export interface CodeToSend {
  origin: string;
  expiresAt: Date;
  /** Where an earlier attempt sent it. */
  destination?: string;
  /** The registrations with the document, newest first; none if the document is unknown. */
  registrations: readonly Registration[];
  /** True if the origin was known as the subscriber's own when it requested the code. */
  originIsKnown: boolean;
}

/** The contacts of one registration of a person. */
export interface Registration {
  id: string;
  phones: readonly string[];
  email?: string;
}

/** Codes and rate limits of identification, inside a transaction. */
export interface IdentityRecords {
  /** Counts one attempt, across processes. An attempt over the limit is not counted. */
  countAttempt(limit: Limit, now: Date): Promise<Attempt>;
  /**
   * Returns true if an origin is known as a subscriber's own: the chat in which a correct code was entered, or a browser
   * in which the subscriber logged in. Without a document, any subscriber counts. The statements are the same whether
   * the document is known or not.
   */
  isKnown(origin: Origin, document?: string): Promise<boolean>;
  /**
   * Records a request for a code, which belongs to the newest registration with this document. Returns the id of the
   * code.
   */
  openCode(code: {
    document: string;
    origin: string;
    originIsKnown: boolean;
    now: Date;
    expiresAt: Date;
  }): Promise<string>;
  /** Locks a code and returns it; undefined if it is used or expired. */
  codeToSend(codeId: string, now: Date): Promise<CodeToSend | undefined>;
  /** Stores where a code is sent. From then on it proves the registration `subscriberId`, which has this contact. */
  sealCode(codeId: string, sealed: SealedCode & { destination: string; subscriberId: string }): Promise<void>;
  /**
   * Returns the newest code that an origin requested, and takes one of its attempts; undefined if there is no code, or
   * no attempt is left.
   */
  tryCode(
    origin: string,
    most: number,
    now: Date,
  ): Promise<{ id: string; sealed?: SealedCode; tries: number } | undefined>;
  /** Marks a code as used, once, and returns its subscriber. */
  useCode(codeId: string, now: Date): Promise<Registered | undefined>;
  /** The ids of all registrations of the person to whom a subscriber's row belongs, that row first. */
  registrationsOf(subscriberId: string): Promise<string[]>;
  /** The CPF or CNPJ of a subscriber. */
  documentOf(subscriberId: string): Promise<string | undefined>;
}
