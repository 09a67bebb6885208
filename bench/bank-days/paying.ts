import { localDay } from "../../tests/standins/banks/booked-at.ts";
import type { PaidBy } from "./books.ts";

const hourMs = 3_600_000;
/** A payment that is taken back before it is booked is taken back so long after it. */
export const takenBackMs = 2 * hourMs;
/** A cheque that bounces does so in the next morning but one. */
export const bouncesMs = 30 * hourMs;
/** What is paid to another system of the provider's. */
export const foreignCents = 1234;

/** The bank has the money at once. */
export const isAtOnce = (by: PaidBy) => by === "here" || by === "pix";
/** The money stays. */
export const bringsMoney = (by: PaidBy) => by !== "bounced cheque" && by !== "taken back";
export const centsOf = (reais: number) => Math.round(reais * 100);

/** A payment that is booked later than it was made, and may be dated by either. */
export const paymentOf = ({
  cents,
  paidAt,
  bookedAt: knownAt,
}: {
  cents: number;
  paidAt: number;
  bookedAt: number;
}) => ({
  cents,
  days: [localDay(paidAt), localDay(knownAt)],
  knownAt,
});
