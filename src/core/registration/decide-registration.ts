import type { BankAnswer } from "./bank-answer.ts";
import type { CheckedTitle } from "./check-title.ts";
import { escalateAfterMs } from "./is-early.ts";

/** A boleto that waits for its bank. */
export interface Registering {
  issuedAt: Date;
  promisedAt: Date;
  lookUps: number;
  /** A bank by file: only its return file says that it has it. */
  byFile?: boolean;
  /** Its bank gives the numbers, and has not yet: without them nothing can be paid. */
  unnumbered?: boolean;
  delayToldAt?: Date;
  escalatedAt?: Date;
}

/** What is told to whoever waits: the bank takes its time, or has trouble and is not even asked. */
export type Delay = "slow" | "in-trouble";

/** The bank's word that passed the check. */
export type SoundTitle = Extract<CheckedTitle, { ok: true }>;

/** What follows from the bank's word and the clock. */
export type Decision =
  | { kind: "payable"; unconfirmed: boolean; title?: SoundTitle }
  | { kind: "rejected"; reason: string }
  /** The bank entered something else than it was asked for: nobody is shown it, and it is taken back. */
  | { kind: "mismatch"; reason: string }
  | { kind: "wait"; nextLookUpAt: Date; delay?: Delay; escalate: boolean };

const longestPauseMs = 30 * 60_000;

/** Status, notice and next question of a boleto in registration. Pure: the clock comes in. */
export function decideRegistration(boleto: Registering, answer: BankAnswer, now: Date, title?: CheckedTitle): Decision {
  if (answer.kind === "registered" && title?.ok === false) return { kind: "mismatch", reason: title.reason };
  if (answer.kind === "registered" && title?.ok) return { kind: "payable", unconfirmed: false, title };
  const numbered = boleto.unnumbered !== true;
  if (answer.kind === "registered" && numbered) return { kind: "payable", unconfirmed: false };
  if (answer.kind === "refused" || answer.kind === "closed") return { kind: "rejected", reason: answer.reason };
  const windowOver = now >= boleto.promisedAt;
  if (answer.kind === "cannot-tell" && windowOver && numbered && !boleto.byFile)
    return { kind: "payable", unconfirmed: true };
  const delay = answer.kind === "in-trouble" ? "in-trouble" : windowOver ? "slow" : undefined;
  return {
    kind: "wait",
    nextLookUpAt: nextLookUpAt(boleto, answer, now),
    ...(delay && boleto.delayToldAt === undefined && { delay }),
    escalate: windowOver && now.getTime() - boleto.issuedAt.getTime() >= escalateAfterMs && !boleto.escalatedAt,
  };
}

function nextLookUpAt(boleto: Registering, answer: BankAnswer, now: Date): Date {
  if (answer.kind === "in-trouble" && answer.retryAt > now) return answer.retryAt;
  if (now >= boleto.promisedAt) return new Date(now.getTime() + pauseMs(boleto));
  const hint = answer.kind === "processing" || answer.kind === "unknown" ? answer.nextLookUpAt : undefined;
  return hint && hint > now && hint < boleto.promisedAt ? hint : boleto.promisedAt;
}

/** Growing pauses, measured against the window: a quarter of it, then twice as long each time, half an hour at most. */
function pauseMs({ issuedAt, promisedAt, lookUps }: Registering): number {
  const windowMs = promisedAt.getTime() - issuedAt.getTime();
  return Math.min(Math.max(windowMs / 4, 250) * 2 ** Math.min(lookUps, 10), longestPauseMs);
}
