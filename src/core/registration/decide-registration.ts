import type { BankAnswer } from "./bank-answer.ts";
import type { CheckedTitle } from "./check-title.ts";
import { escalateAfterMs } from "./is-early.ts";

/** A boleto that its bank has not yet confirmed. */
export interface PendingRegistration {
  issuedAt: Date;
  promisedAt: Date;
  /** Time of the last registration request to the bank. */
  sentAt?: Date;
  /** The bank registers by file: only its return file confirms the boleto. */
  byFile?: boolean;
  /** The bank assigns the numbers and has not done so yet: without them the boleto cannot be paid. */
  unnumbered?: boolean;
  delayToldAt?: Date;
  escalatedAt?: Date;
}

/** What the subscriber has to be told: the bank is slow, or it is in trouble and is not even asked. */
export type Delay = "slow" | "in-trouble";

/** What the bank registered, after it passed `checkTitle`. */
export type ValidTitle = Extract<CheckedTitle, { ok: true }>;

/** What follows from the answer of the bank and the time. */
export type Decision =
  | { kind: "payable"; unconfirmed: boolean; title?: ValidTitle }
  | { kind: "rejected"; reason: string }
  /** The bank registered something else than was requested. The boleto is shown to nobody, and withdrawn. */
  | { kind: "mismatch"; reason: string }
  | { kind: "wait"; nextLookUpAt: Date; delay?: Delay; escalate: boolean };

const shortestPauseMs = 250;
const longestPauseMs = 30 * 60_000;

/**
 * Decides, from the bank's answer about a boleto in registration, which status it gets, what the subscriber is told,
 * and when the bank is asked again.
 */
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
    const paused = new Date(now.getTime() + pauseMs(boleto, now));
    return [soon, repeatAt].reduce<Date>((first, at) => (at && at > now && at < first ? at : first), paused);
  }
  return hint && hint > now && hint < boleto.promisedAt ? hint : boleto.promisedAt;
}

/** Returns the end of the registration window, counted from the last request to the bank. */
function windowEndAt({ issuedAt, promisedAt, sentAt = issuedAt }: PendingRegistration): Date {
  return new Date(sentAt.getTime() + promisedAt.getTime() - issuedAt.getTime());
}

/**
 * Returns the pause before the next look-up once the registration window is over, in milliseconds: a quarter of the
 * window plus the time since the window ended, at most half an hour. So the pauses double, however often the bank was
 * asked within the window.
 */
function pauseMs({ issuedAt, promisedAt }: PendingRegistration, now: Date): number {
  const windowMs = promisedAt.getTime() - issuedAt.getTime();
  const sinceEndMs = now.getTime() - promisedAt.getTime();
  return Math.min(Math.max(windowMs / 4, shortestPauseMs) + sinceEndMs, longestPauseMs);
}
