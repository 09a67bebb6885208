import type { BankAnswer } from "./bank-answer.ts";
import type { CheckedTitle } from "./check-title.ts";
import { escalateAfterMs } from "./is-early.ts";

/** A boleto that its bank has not yet confirmed. */
export interface PendingRegistration {
  issuedAt: Date;
  promisedAt: Date;
  /** Time of the last registration request to the bank. */
  sentAt?: Date;
  lookUps: number;
  /** The bank registers by file: only its return file confirms the boleto. */
  byFile?: boolean;
  /** The bank assigns the numbers and has not done so yet: without them the boleto cannot be paid. */
  unnumbered?: boolean;
  delayToldAt?: Date;
  escalatedAt?: Date;
}

/** Delay to report to the subscriber: the bank is slow, or in trouble and not even asked. */
export type Delay = "slow" | "in-trouble";

/** A title that passed `checkTitle`. */
export type ValidTitle = Extract<CheckedTitle, { ok: true }>;

/** Consequence of the bank's answer and the time. */
export type Decision =
  | { kind: "payable"; unconfirmed: boolean; title?: ValidTitle }
  | { kind: "rejected"; reason: string }
  /** The bank registered something other than requested: it is shown to nobody and withdrawn. */
  | { kind: "mismatch"; reason: string }
  | { kind: "wait"; nextLookUpAt: Date; delay?: Delay; escalate: boolean };

const longestPauseMs = 30 * 60_000;

/** Decides the status, the notice and the next look-up of a boleto in registration. */
export function decideRegistration(
  boleto: PendingRegistration,
  answer: BankAnswer,
  now: Date,
  title?: CheckedTitle,
): Decision {
  if (answer.kind === "registered" && title?.ok === false) return { kind: "mismatch", reason: title.reason };
  if (answer.kind === "registered" && title?.ok) return { kind: "payable", unconfirmed: false, title };
  const numbered = boleto.unnumbered !== true;
  if (answer.kind === "registered" && numbered) return { kind: "payable", unconfirmed: false };
  if (answer.kind === "refused" || answer.kind === "closed") return { kind: "rejected", reason: answer.reason };
  const windowOver = now >= boleto.promisedAt;
  if (answer.kind === "cannot-tell" && windowOver && numbered && !boleto.byFile)
    return { kind: "payable", unconfirmed: true };
  const hasTrouble = answer.kind === "in-trouble" && !answer.isBusy;
  const delay = hasTrouble ? "in-trouble" : windowOver ? "slow" : undefined;
  return {
    kind: "wait",
    nextLookUpAt: nextLookUpAt(boleto, answer, now),
    ...(delay && boleto.delayToldAt === undefined && { delay }),
    escalate: windowOver && now.getTime() - boleto.issuedAt.getTime() >= escalateAfterMs && !boleto.escalatedAt,
  };
}

function nextLookUpAt(boleto: PendingRegistration, answer: BankAnswer, now: Date): Date {
  if (answer.kind === "in-trouble" && answer.retryAt > now) return answer.retryAt;
  const hint = answer.kind === "processing" || answer.kind === "unknown" ? answer.nextLookUpAt : undefined;
  if (now >= boleto.promisedAt) {
    // A boleto that was sent again is looked up as often as a new one.
    const soon = hint && hint < windowEndAt(boleto) ? hint : undefined;
    const repeatAt = answer.kind === "unknown" ? answer.repeatAt : undefined;
    const paused = new Date(now.getTime() + pauseMs(boleto));
    return [soon, repeatAt].reduce<Date>((first, at) => (at && at > now && at < first ? at : first), paused);
  }
  return hint && hint > now && hint < boleto.promisedAt ? hint : boleto.promisedAt;
}

/** Returns the end of the registration window, counted from the last request to the bank. */
function windowEndAt({ issuedAt, promisedAt, sentAt = issuedAt }: PendingRegistration): Date {
  return new Date(sentAt.getTime() + promisedAt.getTime() - issuedAt.getTime());
}

/** Returns the pause before the next look-up: a quarter of the registration window, doubling up to half an hour. */
function pauseMs({ issuedAt, promisedAt, lookUps }: PendingRegistration): number {
  const windowMs = promisedAt.getTime() - issuedAt.getTime();
  return Math.min(Math.max(windowMs / 4, 250) * 2 ** Math.min(lookUps, 10), longestPauseMs);
}
