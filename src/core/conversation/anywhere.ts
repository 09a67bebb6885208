import type { Intent } from "./phrases.ts";
import { personOrInvoices } from "./replies/attendance.ts";
import { eraseQuestion } from "./replies/privacy.ts";
import { type Subject, subjectAnswers } from "./replies/subjects.ts";
import { farewell, help, welcome } from "./replies/talk.ts";
import { type State, startState } from "./state.ts";
import type { Move } from "./step.ts";
import type { Effect, Named, Purpose } from "./turn.ts";
import type { Understood } from "./understand.ts";

const listInvoices = (purpose: Purpose, said?: Understood): Effect => {
  const named = said && namedIn(said);
  return { kind: "list-invoices", purpose, ...(named && { named }) };
};

/** Returns what a message says of the invoice and the bank. */
export function namedIn({ text, invoice, bank }: Understood): Named | undefined {
  if (text === "") return undefined;
  return { text, ...(invoice && { invoice }), ...(bank && { bank }) };
}
const handOver = (subject: string): Effect => ({ kind: "hand-over", subject });

/** Answers a subject of the provider's, and calls a person, or asks whether to. */
function moveOf(subject: Subject): (state: State) => Move {
  const { subject: label, text, leads } = subjectAnswers[subject];
  return (state) => {
    if (leads === "nowhere") return { state, replies: [{ text }] };
    if (leads === "person") return { state, replies: [{ text }], effects: [handOver(label)] };
    return offerAbout(subject, state);
  };
}

/** Answers a subject of the provider's, and asks whether to call a person. */
export function offerAbout(subject: Subject, state: State): Move {
  const { subject: label, text } = subjectAnswers[subject];
  const list = state.list + 1;
  return {
    state: { step: "offer-person", list, misunderstood: 0, subject: label },
    replies: [personOrInvoices(text, list)],
  };
}

const subjectMoves = Object.fromEntries(
  (Object.keys(subjectAnswers) as Subject[]).map((subject) => [subject, moveOf(subject)]),
) as Record<Subject, (state: State) => Move>;

/** What each intent leads to, whatever the step is; undefined for an intent that has a meaning only in some steps. */
export const anywhere: Record<Intent, (state: State, said: Understood) => Move | undefined> = {
  greet: (state) => ({ state: atStart(state), effects: [listInvoices("greet")] }),
  menu: (state) => ({ state: atStart(state), effects: [listInvoices("pay")] }),
  pay: (state, said) => ({ state: atStart(state), effects: [listInvoices("pay", said)] }),
  pix: (state, said) => ({ state: atStart(state), effects: [listInvoices("pix", said)] }),
  "boleto-again": (state, said) => ({ state: atStart(state), effects: [listInvoices("pay", said)] }),
  "ready-when": (state) => ({ state: atStart(state), effects: [listInvoices("pay")] }),
  paid: (state, said) => ({ state: atStart(state), effects: [listInvoices("paid", said)] }),
  "not-paid": (state) => ({ state: atStart(state), effects: [listInvoices("pay")] }),
  "no-internet": (state) => ({ state: atStart(state), effects: [listInvoices("no-internet")] }),
  "not-found": (state, said) => ({ state: atStart(state), effects: [listInvoices("not-found", said)] }),
  "switch-bank": (state, said) => ({ state: atStart(state), effects: [listInvoices("pay", said)] }),
  back: (state) =>
    state.step === "confirm-switch"
      ? { state, effects: [{ kind: "open-invoice", invoiceId: state.invoiceId, purpose: "switch" }] }
      : { state: atStart(state), effects: [listInvoices("pay")] },
  leave: (state) => ({ state: atStart(state), replies: [farewell], ends: true }),
  person: (state) => ({ state, effects: [handOver("atendente")] }),
  "personal-data": (state) => ({ state, effects: [{ kind: "describe-data" }] }),
  "erase-data": (state) => {
    const list = state.list + 1;
    return { state: { step: "confirm-erase", list, misunderstood: 0 }, replies: [eraseQuestion(list)] };
  },
  "stop-notices": (state, { text }) => ({ state, effects: [{ kind: "set-notices", choice: "stop", words: text }] }),
  "resume-notices": (state, { text }) => ({ state, effects: [{ kind: "set-notices", choice: "resume", words: text }] }),
  "notify-me": (state) => ({ state, effects: [{ kind: "watch-boletos" }] }),
  central: (state) => ({ state, effects: [{ kind: "open-central" }] }),
  help: (state) => ({ state, replies: [help] }),
  receipt: (state) => ({ state, effects: [{ kind: "receipt" }] }),
  thanks: (state) => ({ state, replies: [welcome] }),
  more: () => undefined,
  yes: () => undefined,
  no: () => undefined,
  decline: () => undefined,
  consent: () => undefined,
  "any-bank": () => undefined,
  ...subjectMoves,
  // What is overdue decides.
  unlock: (state) => ({ state: atStart(state), effects: [listInvoices("unlock")] }),
};

/**
 * Returns the state at the start of a conversation. The versions of lists go on counting, so that old buttons stay
 * invalid.
 */
export function atStart(state: State): State {
  return { ...startState, list: state.list };
}
