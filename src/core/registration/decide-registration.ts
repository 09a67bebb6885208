import type { BankAnswer } from "./bank-answer.ts";
import { escalateAfterMs } from "./escalate-after-ms.ts";

/** A boleto that waits for its bank. */
export interface Registering {
  issuedAt: Date;
  promisedAt: Date;
  lookUps: number;
  /** A bank by file: only its return file says that it has it. */
  byFile?: boolean;
  delayToldAt?: Date;
  escalatedAt?: Date;
}

/** What follows from the bank's word and the clock. */
export type Decision =
  | { kind: "payable"; unconfirmed: boolean }
  | { kind: "rejected"; reason: string }
  | { kind: "wait"; nextLookUpAt: Date; tellDelay: boolean; escalate: boolean };

const longestPauseMs = 30 * 60_000;

/** Status, notice and next question of a boleto in registration. Pure: the clock comes in. */
export function decideRegistration(boleto: Registering, answer: BankAnswer, now: Date): Decision {
  if (answer.kind === "registered") return { kind: "payable", unconfirmed: false };
  if (answer.kind === "refused") return { kind: "rejected", reason: answer.reason };
  const windowOver = now >= boleto.promisedAt;
  if (answer.kind === "cannot-tell" && windowOver && !boleto.byFile) return { kind: "payable", unconfirmed: true };
  const hint = answer.kind === "processing" ? answer.nextLookUpAt : undefined;
  const inWindow = hint && hint > now && hint < boleto.promisedAt ? hint : boleto.promisedAt;
  return {
    kind: "wait",
    nextLookUpAt: windowOver ? new Date(now.getTime() + pauseMs(boleto)) : inWindow,
    tellDelay: windowOver && boleto.delayToldAt === undefined,
    escalate: windowOver && now.getTime() - boleto.issuedAt.getTime() >= escalateAfterMs && !boleto.escalatedAt,
  };
}

/** Growing pauses, measured against the window: a quarter of it, then twice as long each time, half an hour at most. */
function pauseMs({ issuedAt, promisedAt, lookUps }: Registering): number {
  const windowMs = promisedAt.getTime() - issuedAt.getTime();
  return Math.min(Math.max(windowMs / 4, 250) * 2 ** Math.min(lookUps, 10), longestPauseMs);
}
