import type { SealedCode } from "./code-mint.ts";
import type { Attempt, Limit } from "./limit.ts";

/** A code to be sent, and its possible recipients. */
export interface CodeToSend {
  origin: string;
  expiresAt: Date;
  /** The recipient chosen by an earlier attempt. */
  destination?: string;
  /** Absent if the document is unknown. */
  contacts?: { phones: readonly string[]; email?: string };
  /** This origin has entered a correct code for the same subscriber before. */
  originIsKnown: boolean;
}

/** Codes and rate limits of identification, inside a transaction. */
export interface IdentityRecords {
  /** Counts one attempt, across processes. An attempt over the limit is not counted. */
  countAttempt(limit: Limit, now: Date): Promise<Attempt>;
  /** Creates a code to be sent, linked to the document's subscriber if there is exactly one. Returns its id. */
  openCode(code: { document: string; origin: string; now: Date; expiresAt: Date }): Promise<string>;
  /** Locks the code; undefined if it is used or expired. */
  codeToSend(codeId: string, now: Date): Promise<CodeToSend | undefined>;
  sealCode(codeId: string, sealed: SealedCode & { destination: string }): Promise<void>;
  /** Returns the newest code of an origin and takes one of its tries; undefined if none is left. */
  tryCode(
    origin: string,
    most: number,
    now: Date,
  ): Promise<{ id: string; sealed?: SealedCode; tries: number } | undefined>;
  /** Marks the code as used, once, and returns its subscriber. */
  useCode(codeId: string, now: Date): Promise<{ id: string; name: string } | undefined>;
  /** The CPF or CNPJ of a subscriber. */
  documentOf(subscriberId: string): Promise<string | undefined>;
}
