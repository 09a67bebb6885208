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

/** Where a boleto stands. `registering` and `payable` are living: at most one an invoice. */
export type BoletoStatus = (typeof boletoStatuses)[number];

const moves: Readonly<Record<BoletoStatus, readonly BoletoStatus[]>> = {
  registering: ["payable", "rejected", "cancelling", "paid"],
  payable: ["cancelling", "paid", "expired"],
  cancelling: ["cancelled", "paid"],
  // The bank took the payment back.
  paid: ["payable", "expired"],
  // A payment that comes all the same is kept without changing what the boleto is.
  rejected: [],
  cancelled: [],
  expired: [],
};

/** May a boleto go from one status to the other? */
export function mayMove(from: BoletoStatus, to: BoletoStatus): boolean {
  return moves[from].includes(to);
}

/** Is nothing left that could become of it? */
export function isOver(status: BoletoStatus): boolean {
  return moves[status].length === 0;
}

/** Is it the one that may be paid, now or soon? */
export function isLiving(status: BoletoStatus): status is "registering" | "payable" {
  return status === "registering" || status === "payable";
}
