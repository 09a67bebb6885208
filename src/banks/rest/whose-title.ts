import type { BoletoRecord } from "../../core/records/boleto-records.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";

/** Whose a title is, by the name that the bank kept of it. `untold`: the bank left the name out. */
export type Owner = "ours" | "foreign" | "untold";

type Known = Pick<BoletoRecord, "bankReference" | "payableAt" | "unconfirmed">;

/**
 * Tells whose a title is. Without a name it counts as ours only if the bank has shown it as ours before: it gave us its
 * reference, or registered the boleto.
 */
export function ownerOf(name: string | null | undefined, ours: string, boleto: Known): Owner {
  const theirs = name?.trim() ?? "";
  if (theirs !== "") return theirs === ours ? "ours" : "foreign";
  const { bankReference, payableAt, unconfirmed } = boleto;
  return bankReference !== undefined || (payableAt !== undefined && !unconfirmed) ? "ours" : "untold";
}

/**
 * Returns the answer about a title under our nosso número that is not known to be ours; undefined if it is. A foreign
 * one means that two systems use the same range; one without a name proves nothing.
 */
export function answerUnlessOurs(...[name, ours, boleto]: Parameters<typeof ownerOf>): BankAnswer | undefined {
  switch (ownerOf(name, ours, boleto)) {
    case "ours":
      return undefined;
    case "foreign":
      return { kind: "refused", reason: `O nosso número já é de outro boleto (seu número ${name?.trim()}).` };
    case "untold":
      return { kind: "unknown" };
  }
}
