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

/** Status of a boleto. `registering` and `payable` are living; an invoice has at most one living boleto. */
export type BoletoStatus = (typeof boletoStatuses)[number];

const moves: Readonly<Record<BoletoStatus, readonly BoletoStatus[]>> = {
  registering: ["payable", "rejected", "cancelling", "paid"],
  payable: ["cancelling", "paid", "expired"],
  cancelling: ["cancelled", "paid"],
  // The bank reversed the payment.
  paid: ["payable", "expired"],
  // In final statuses a late payment is recorded without changing the status.
  rejected: [],
  cancelled: [],
  expired: [],
};

/** Returns true if a boleto may change from one status to the other. */
export function mayMove(from: BoletoStatus, to: BoletoStatus): boolean {
  return moves[from].includes(to);
}

/** Returns true for a final status, which allows no further change. */
export function isOver(status: BoletoStatus): boolean {
  return moves[status].length === 0;
}

/** Returns true if the boleto can be paid now or will be soon. */
export function isLiving(status: BoletoStatus): status is "registering" | "payable" {
  return status === "registering" || status === "payable";
}
