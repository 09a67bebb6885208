import { recogniseBank } from "../../billing/bank-names.ts";
import { bankNotOffered, bankRows, chooseBankAgain, switchQuestion, whichOne } from "../replies/offers.ts";
import { numberOutside } from "../replies/talk.ts";
import type { StateOf } from "../state.ts";
import type { Move, Repeat, Step } from "../step.ts";

type ChooseBank = StateOf<"choose-bank">;

/** Reads a number of the list, or the name of a bank, however people spell it. */
export const chooseBank: Step<"choose-bank"> = (state, said) => {
  if (said.number === 0) return undefined;
  if (said.number !== undefined && said.number < 100)
    return choose(state, state.offers[said.number - 1], numberOutside);
  const recognised = recogniseBank(
    said.text,
    state.offers.map(({ bankCode }) => bankCode),
  );
  if (recognised.kind === "several") return repeatList(state, whichOne);
  if (recognised.kind === "one")
    return choose(
      state,
      state.offers.find(({ bankCode }) => bankCode === recognised.code),
      bankNotOffered,
    );
  return recognised.notOffered.length > 0 ? repeatList(state, bankNotOffered) : undefined;
};

/** Repeats the list of banks with the same numbers. */
export const repeatChooseBank: Repeat<"choose-bank"> = (state) => repeatList(state, chooseBankAgain).replies[0];

function choose(state: ChooseBank, offer: ChooseBank["offers"][number] | undefined, otherwise: string): Move {
  if (!offer) return repeatList(state, otherwise);
  const { invoiceId, replacing } = state;
  if (!replacing) return { state, effects: [{ kind: "issue-boleto", invoiceId, bankWalletId: offer.bankWalletId }] };
  const list = state.list + 1;
  return {
    state: { step: "confirm-switch", list, misunderstood: 0, invoiceId, to: offer, replacing },
    replies: [switchQuestion(replacing.name, offer.name, list)],
  };
}

function repeatList(state: ChooseBank, before: string) {
  const reply = bankRows(
    before,
    state.offers.map(({ name }) => name),
    state.list,
  );
  return { state, replies: [reply] as const };
}
