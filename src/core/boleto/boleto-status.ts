/** Every status of a boleto. */
export const boletoStatuses = [
  "registering",
  "payable",
  "paid",
  "rejected",
  "cancelling",
  "cancelled",
  "expired",
] as const;

/**
 * The status of a boleto. A boleto that is `registering` or `payable` is living; an invoice has at most one living
 * boleto.
 */
export type BoletoStatus = (typeof boletoStatuses)[number];

const moves: Readonly<Record<BoletoStatus, readonly BoletoStatus[]>> = {
  registering: ["payable", "rejected", "cancelling", "paid"],
  payable: ["cancelling", "paid", "expired"],
  cancelling: ["cancelled", "paid"],
  // These moves mean that the bank took the payment back.
  paid: ["payable", "expired"],
  // A late payment of these is recorded without changing the status. Where the bank shows such a boleto as open all the
  // same, it is cancelled there, after an unclear answer perhaps once more.
  rejected: ["cancelling"],
  cancelled: ["cancelling"],
  expired: ["cancelling"],
};

/** Returns true if the status of a boleto may change from one to the other. */
export function mayMove(from: BoletoStatus, to: BoletoStatus): boolean {
  return moves[from].includes(to);
}

/** Returns true for a boleto that is over without a payment. */
export function isOver(status: BoletoStatus): status is "rejected" | "cancelled" | "expired" {
  return status === "rejected" || status === "cancelled" || status === "expired";
}

/** Returns true if the boleto can be paid now, or soon will be. */
export function isLiving(status: BoletoStatus): status is "registering" | "payable" {
  return status === "registering" || status === "payable";
}
