import type { Intent } from "./phrases.ts";
import { eraseQuestion } from "./replies/privacy.ts";
import { farewell, help, welcome } from "./replies/talk.ts";
import { type State, startState } from "./state.ts";
import type { Move } from "./step.ts";
import type { Effect, Purpose } from "./turn.ts";
import type { Understood } from "./understand.ts";

const listInvoices = (purpose: Purpose): Effect => ({ kind: "list-invoices", purpose });
const handOver = (subject: string): Effect => ({ kind: "hand-over", subject });

/** What each intent leads to, whatever the step is; undefined for an intent that has a meaning only in some steps. */
export const anywhere: Record<Intent, (state: State, said: Understood) => Move | undefined> = {
  greet: (state) => ({ state: atStart(state), effects: [listInvoices("greet")] }),
  menu: (state) => ({ state: atStart(state), effects: [listInvoices("pay")] }),
  pay: (state) => ({ state: atStart(state), effects: [listInvoices("pay")] }),
  pix: (state) => ({ state: atStart(state), effects: [listInvoices("pix")] }),
  "boleto-again": (state) => ({ state: atStart(state), effects: [listInvoices("pay")] }),
  paid: (state) => ({ state: atStart(state), effects: [listInvoices("paid")] }),
  "not-paid": (state) => ({ state: atStart(state), effects: [listInvoices("pay")] }),
  "no-internet": (state) => ({ state: atStart(state), effects: [listInvoices("no-internet")] }),
  "not-found": (state) => ({ state: atStart(state), effects: [listInvoices("not-found")] }),
  "switch-bank": (state) => ({ state: atStart(state), effects: [listInvoices("pay")] }),
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
};

/**
 * Returns the state at the start of a conversation. The versions of lists go on counting, so that old buttons stay
 * invalid.
 */
export function atStart(state: State): State {
  return { ...startState, list: state.list };
}
