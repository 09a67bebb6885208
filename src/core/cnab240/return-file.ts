import type { BankCode } from "../billing/bank-code.ts";
import type { RemittanceReply } from "./remittance-reply.ts";
import type { LineProblem, ReturnTitle } from "./return-title.ts";

/** A parsed return file. If it has any problem, none of it must be applied: the rest may be wrong as well. */
export interface ReturnFile {
  bankCode?: BankCode;
  /** The bank's number of the file. */
  nsa?: number;
  titles: readonly ReturnTitle[];
  /** In order of lines. */
  problems: readonly LineProblem[];
  /** What is not read and does no harm, such as a lote of another service. */
  notes: readonly LineProblem[];
  /** The bank's word on a whole remessa. */
  reply?: RemittanceReply;
}
