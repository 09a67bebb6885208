import { atStart, offerAbout } from "../anywhere.ts";
import { matchInvoices, matchPlace } from "../match-invoices.ts";
import type { Intent } from "../phrases.ts";
import {
  invoiceLine,
  invoiceList,
  invoiceRows,
  invoicesAgain,
  noSuchInvoice,
  notForDebt,
  nothingOwed,
  notOffered,
} from "../replies/invoices.ts";
import { numberOutside } from "../replies/talk.ts";
import type { State } from "../state.ts";
import type { Move, OnResult, Repeat, Step } from "../step.ts";
import type { InvoiceLine, Named, Purpose } from "../turn.ts";
import type { Understood } from "../understand.ts";
import { chosenNumber } from "./chosen-number.ts";

/** Number of invoices that one message lists. */
const invoicesShown = 8;

/** Reads a number of the list, or "mais", which shows more of it. */
export const chooseInvoice: Step<"choose-invoice"> = (state, said, context) => {
  if (said.intent === "more" && state.shown < state.lines.length) {
    const shown = Math.min(state.shown + invoicesShown, state.lines.length);
    return { state: { ...state, shown }, replies: [invoiceRows("", state.lines, state.shown, shown, state.list)] };
  }
  const { intent } = said;
  const isConsent = (intent === "yes" || intent === "consent") && state.invoiceIds.length === 1;
  const onlyBank = said.bank !== undefined && state.invoiceIds.length === 1;
  const names = said.number === undefined && (said.invoice || onlyBank || namesPlace(said.text, state.lines));
  // "Vencimento 06/12" and "essa de 109,90" choose, and ask for nothing else.
  const { day, month, cents, length = 0 } = said.invoice ?? {};
  const isExact = ((day !== undefined && month !== undefined) || cents !== undefined) && length <= 5;
  if (names && (intent === undefined || choosing.has(intent) || courtesies.has(intent) || isExact))
    return { state, effects: [{ kind: "list-invoices", purpose: state.purpose, named: namedOf(said) }] };
  const number = isConsent ? 1 : chosenNumber(said, state.shown);
  if (number === undefined || number === 0) {
    const isSame = intent !== undefined && choosing.has(intent) && intent !== "pix" && said.also === undefined;
    const effects = [{ kind: "list-invoices", purpose: state.purpose, named: namedOf(said) }] as const;
    return isSame ? { state, effects, isRepeat: true } : undefined;
  }
  // Invoices that are shown only after "mais" cannot be chosen before that.
  const invoiceId = state.invoiceIds.slice(0, state.shown)[number - 1];
  if (invoiceId === undefined) {
    const again = repeatChooseInvoice(state, context);
    return { state, replies: [{ ...again, text: `${numberOutside} ${again.text}` }] };
  }
  if (state.purpose === "paid")
    return { state: { ...state, paidId: invoiceId }, effects: [{ kind: "ask-bank", invoiceId, about: "paid" }] };
  if (state.purpose === "not-found") return { state, effects: [{ kind: "ask-bank", invoiceId, about: "not-found" }] };
  return {
    state,
    effects: [{ kind: "open-invoice", invoiceId, purpose: state.purpose === "pix" ? "pix" : "pay" }],
  };
};

/** They choose from the list that is open, if they name an invoice at all. */
const choosing = new Set<Intent>([
  "pay",
  "boleto-again",
  "pix",
  "not-paid",
  "consent",
  "any-bank",
  "ready-when",
  "switch-bank",
]);

/** "Bom dia, a do sítio": they say nothing of what is wanted. */
const courtesies = new Set<Intent>(["greet", "thanks"]);

const namedOf = ({ text, invoice, bank }: Understood): Named => ({
  text,
  ...(invoice && { invoice }),
  ...(bank && { bank }),
});

/** The address of a contract stands above its first line. */
const namesPlace = (text: string, lines: readonly string[]) => {
  const places = lines.flatMap((line) => (line.includes("\n") ? [line.split("\n")[0] ?? ""] : []));
  return matchPlace(text, places).length > 0;
};

/** Repeats the list with the same numbers. */
export const repeatChooseInvoice: Repeat<"choose-invoice"> = (state) =>
  invoicesAgain(state.lines, state.shown, state.list);

/** Lists the open invoices, numbered and grouped by contract. Invoices that cannot be paid here are mentioned. */
export const invoicesListed: OnResult<"invoices-listed"> = (state, { purpose, invoices, named }, context) => {
  const open = invoices.filter(({ status }) => status === "open");
  const others = invoices.filter(({ status }) => status !== "open");
  const notes = others.length > 0 ? [{ text: notOffered(others) }] : [];
  const callPerson = { kind: "hand-over", subject: "sem internet" } as const;
  const isOverdue = open.some((invoice) => invoice.overdue);
  if ((purpose === "no-internet" || purpose === "unlock") && !isOverdue && others.length === 0)
    return { state: atStart(state), replies: [notForDebt], effects: [callPerson] };
  if (purpose === "unlock") return offerAbout("unlock", state);
  if (open.length === 0)
    return { state: atStart(state), replies: others.length > 0 ? notes : [nothingOwed(purpose, context)] };
  const meant = named && meantBy(named, open);
  const [only, another] = meant?.invoices ?? [];
  if (only && !another && meant?.invoices) return opening(state, purpose, only.invoiceId, named);
  const isAskedFor = (purpose === "pay" || purpose === "pix") && named && !meant;
  if (isAskedFor && open.length === 1 && others.length === 0 && open[0])
    return opening(state, purpose, open[0].invoiceId, named);
  if (meant && meant.invoices.length === 0) notes.push({ text: noSuchInvoice });

  const rows = linesByContract(open);
  const list = state.list + 1;
  const shown = Math.min(rows.length, invoicesShown);
  const lines = rows.map(({ line }) => line);
  return {
    state: {
      step: "choose-invoice",
      list,
      misunderstood: purpose === "unknown" ? 1 : state.misunderstood,
      purpose: purpose === "paid" || purpose === "not-found" || purpose === "pix" ? purpose : "pay",
      invoiceIds: rows.map(({ invoiceId }) => invoiceId),
      lines,
      shown,
    },
    replies: [...notes, invoiceList({ purpose, lines, shown, open: open.length, overdue: isOverdue, list }, context)],
  };
};

/** The invoices that a message means; undefined if it names none. */
function meantBy({ text, invoice }: Named, open: readonly InvoiceLine[]) {
  const ofPlace = new Set(
    matchPlace(
      text,
      open.map(({ contract }) => contract),
    ),
  );
  const there = ofPlace.size > 0 ? open.filter(({ contract }) => ofPlace.has(contract)) : open;
  if (!invoice) return ofPlace.size > 0 ? { invoices: there } : undefined;
  return { invoices: matchInvoices(invoice, there) };
}

/** Goes on with one invoice, as if its number had been chosen. */
function opening(state: State, purpose: Purpose, invoiceId: string, named: Named | undefined): Move {
  if (purpose === "paid" || purpose === "not-found")
    return { state, effects: [{ kind: "ask-bank", invoiceId, about: purpose }] };
  const open = { kind: "open-invoice", invoiceId, purpose: purpose === "pix" ? "pix" : "pay" } as const;
  return { state, effects: [{ ...open, ...(named && { named }) }] };
}

/** Groups the lines by contract. If there are several contracts, a heading precedes the first line of each. */
function linesByContract(invoices: readonly InvoiceLine[]) {
  const contracts = [...new Set(invoices.map(({ contract }) => contract))];
  return contracts.flatMap((contract) =>
    invoices
      .filter((invoice) => invoice.contract === contract)
      .map((invoice, index) => ({
        invoiceId: invoice.invoiceId,
        line: `${contracts.length > 1 && index === 0 ? `${contract}\n` : ""}${invoiceLine(invoice)}`,
      })),
  );
}
