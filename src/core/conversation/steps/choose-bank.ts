import { recogniseBank } from "../../billing/bank-names.ts";
import { bankNotOffered, bankRows, chooseBankAgain, switchQuestion, whichOne } from "../replies/offers.ts";
import { numberOutside } from "../replies/talk.ts";
import type { StateOf } from "../state.ts";
import type { Move, Repeat, Step } from "../step.ts";

type ChooseBank = StateOf<"choose-bank">;

/** Which bank? A number of the list, or a bank's name as people spell it. */
export const chooseBank: Step<"choose-bank"> = (state, said) => {
  if (said.number === 0) return undefined;
  if (said.number !== undefined && said.number < 100)
    return chosen(state, state.offers[said.number - 1], numberOutside);
  const named = recogniseBank(
    said.text,
    state.offers.map(({ bankCode }) => bankCode),
  );
  if (named.kind === "several") return again(state, whichOne);
  if (named.kind === "one")
    return chosen(
      state,
      state.offers.find(({ bankCode }) => bankCode === named.code),
      bankNotOffered,
    );
  return named.notOffered.length > 0 ? again(state, bankNotOffered) : undefined;
};

/** The banks as they were shown, with their numbers. */
export const repeatChooseBank: Repeat<"choose-bank"> = (state) => again(state, chooseBankAgain).replies[0];

function chosen(state: ChooseBank, offer: ChooseBank["offers"][number] | undefined, otherwise: string): Move {
  if (!offer) return again(state, otherwise);
  const { invoiceId, replacing } = state;
  if (!replacing) return { state, effects: [{ kind: "issue-boleto", invoiceId, bankWalletId: offer.bankWalletId }] };
  const list = state.list + 1;
  return {
    state: { step: "confirm-switch", list, misunderstood: 0, invoiceId, to: offer, replacing },
    replies: [switchQuestion(replacing.name, offer.name, list)],
  };
}

function again(state: ChooseBank, before: string) {
  const reply = bankRows(
    before,
    state.offers.map(({ name }) => name),
    state.list,
  );
  return { state, replies: [reply] as const };
}
