import { isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { advance } from "../../src/core/conversation/advance.ts";
import { type State, startState } from "../../src/core/conversation/state.ts";
import type { BankOptions, BoletoCard, Effect, Input, Reply, Result } from "../../src/core/conversation/turn.ts";
import { understand } from "../../src/core/conversation/understand.ts";
import { cardOf, type Person } from "./people.ts";

/** What the dialog did in a turn: what was asked of the world, in order, and what was said. */
export interface Turn {
  before: State;
  after: State;
  effects: readonly Effect[];
  replies: readonly Reply[];
  ends: boolean;
}

/** A talk with one person over the dialog alone, in which the world is what `people.ts` says. */
export function talkWith(person: Person) {
  let state: State = startState;
  const living = new Map<string, BoletoCard>();
  let protocols = 0;

  function run(input: Input): Turn {
    const before = state;
    const effects: Effect[] = [];
    const replies: Reply[] = [];
    const waiting: Input[] = [input];
    let ends = false;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const move = advance(state, next, person.context);
      state = move.state;
      replies.push(...(move.replies ?? []));
      ends ||= move.ends === true;
      for (const effect of move.effects ?? []) {
        effects.push(effect);
        waiting.push(resultOf(effect));
      }
      if (effects.length > 20) throw new Error("The dialog goes round in a circle");
    }
    return { before, after: state, effects, replies, ends };
  }

  function resultOf(effect: Effect): Result {
    switch (effect.kind) {
      case "list-invoices":
        return {
          kind: "invoices-listed",
          purpose: effect.purpose,
          invoices: person.invoices,
          ...(effect.named && { named: effect.named }),
        };
      case "open-invoice":
        return look(effect);
      case "issue-boleto": {
        const boleto = cardOf(person, effect.invoiceId, effect.bankWalletId, "registering");
        living.set(effect.invoiceId, boleto);
        return { kind: "boleto-issued", boleto };
      }
      case "ask-bank": {
        const bankName = living.get(effect.invoiceId)?.bankName;
        return { kind: "bank-asked", about: effect.about, ...(bankName && { bankName }) };
      }
      case "receipt":
        return {
          kind: "receipt-ready",
          ...(person.receipt && {
            paid: { boletoId: "paid", description: "uso de outubro", paidOn: isoDate("2026-11-10") },
          }),
        };
      case "hand-over":
        return { kind: "handed-over", protocol: String(++protocols), again: protocols > 1 };
      case "request-code":
        return { kind: "code-requested", document: "cpf", outcome: { kind: "sent" } };
      case "check-code":
        return { kind: "code-checked", outcome: { kind: "wrong", triesLeft: 2 } };
      case "check-digits":
        return { kind: "digits-checked", outcome: { kind: "wrong", triesLeft: 2 } };
      case "watch-boletos":
        return { kind: "boletos-watched", boletos: [...living.values()] };
      case "open-central":
        return { kind: "central-opened", url: "https://central.example" };
      case "describe-data":
        return { kind: "data-described", about: [] };
      case "erase-data":
        return { kind: "data-erased" };
      case "set-notices":
        return { kind: "notices-set", choice: effect.choice };
    }
  }

  function look({ invoiceId, purpose, named }: Extract<Effect, { kind: "open-invoice" }>): Result {
    const invoice = person.invoices.find((one) => one.invoiceId === invoiceId);
    if (!invoice) throw new Error(`No invoice ${invoiceId}`);
    const boleto = living.get(invoiceId);
    const offers = person.banks.map(([bankCode, name]) => ({
      ...{ bankCode, name, bankWalletId: bankCode },
      dueDate: invoice.overdue ? isoDate("2026-11-30") : invoice.dueDate,
      amountCents: invoice.todayCents,
    }));
    const options: BankOptions = { kind: "choose", offers };
    return {
      ...{ kind: "invoice-opened", purpose, invoice, options },
      ...(named && { named }),
      ...(boleto && { living: boleto }),
    };
  }

  return {
    says: (text: string) => run({ kind: "text", said: understand(text) }),
    sends: (media: string) => run({ kind: "media", media }),
    /** The bank has registered what was asked for. */
    becomesPayable() {
      for (const [invoiceId, boleto] of living) living.set(invoiceId, { ...boleto, status: "payable" });
    },
    state: () => state,
  };
}
