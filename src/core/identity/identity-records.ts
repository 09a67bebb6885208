import type { SealedCode } from "./code-mint.ts";
import type { Attempt, Limit } from "./limit.ts";

/** A code that is to be sent, and to whom it might go. */
export interface CodeToSend {
  origin: string;
  expiresAt: Date;
  /** Chosen when it was tried to be sent before. */
  destination?: string;
  /** Absent where the document is not known. */
  contacts?: { phones: readonly string[]; email?: string };
  /** A code asked for by this origin was right before, for the same subscriber. */
  originIsKnown: boolean;
}

/** What the proof of identity reads and writes, inside a transaction. */
export interface IdentityRecords {
  /** Counts one try, across processes. One that is limited is not counted. */
  countAttempt(limit: Limit, now: Date): Promise<Attempt>;
  /** Enters a code that is to be sent, for the one subscriber of a document, or for nobody. Gives its id. */
  openCode(code: { document: string; origin: string; now: Date; expiresAt: Date }): Promise<string>;
  /** Locks it; undefined where it is used, or too old to be sent. */
  codeToSend(codeId: string, now: Date): Promise<CodeToSend | undefined>;
  sealCode(codeId: string, sealed: SealedCode & { destination: string }): Promise<void>;
  /** The newest code asked for by an origin, with one of its tries taken; undefined where none is left. */
  tryCode(
    origin: string,
    most: number,
    now: Date,
  ): Promise<{ id: string; sealed?: SealedCode; tries: number } | undefined>;
  /** Once: gives whose it was. */
  useCode(codeId: string, now: Date): Promise<{ id: string; name: string } | undefined>;
  /** The CPF or CNPJ of a subscriber. */
  documentOf(subscriberId: string): Promise<string | undefined>;
}
