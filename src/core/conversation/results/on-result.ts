import type { State } from "../state.ts";
import type { Move, OnResult } from "../step.ts";
import { invoicesListed } from "../steps/choose-invoice.ts";
import { codeChecked, codeRequested, digitsChecked } from "../steps/enter-code.ts";
import { bankAsked, boletoIssued, boletoNotIssued } from "../steps/has-boleto.ts";
import { handedOver } from "../steps/offer-person.ts";
import type { Context, Result } from "../turn.ts";
import { invoiceOpened } from "./invoice-opened.ts";
import { dataDescribed, dataErased, noticesSet } from "./privacy-results.ts";
import { receiptReady } from "./receipt-ready.ts";
import { boletosWatched, centralOpened } from "./web-results.ts";

const results: { [K in Result["kind"]]: OnResult<K> } = {
  "invoices-listed": invoicesListed,
  "invoice-opened": invoiceOpened,
  "boleto-issued": boletoIssued,
  "boleto-not-issued": boletoNotIssued,
  "bank-asked": bankAsked,
  "receipt-ready": receiptReady,
  "handed-over": handedOver,
  "code-requested": codeRequested,
  "code-checked": codeChecked,
  "digits-checked": digitsChecked,
  "data-described": dataDescribed,
  "data-erased": dataErased,
  "notices-set": noticesSet,
  "boletos-watched": boletosWatched,
  "central-opened": centralOpened,
};

/** Continues the conversation with the result of an effect. */
export function onResult(state: State, result: Result, context: Context): Move {
  return (results[result.kind] as OnResult<Result["kind"]>)(state, result as never, context);
}
