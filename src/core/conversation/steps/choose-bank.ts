import { pickBank } from "../pick-bank.ts";
import { bankNotOffered, bankRows, chooseBankAgain, pixWithBank, switchQuestion, whichOne } from "../replies/offers.ts";
import { numberOutside } from "../replies/talk.ts";
import type { StateOf } from "../state.ts";
import type { Move, Repeat, Step } from "../step.ts";
import { chosenNumber } from "./chosen-number.ts";

type ChooseBank = StateOf<"choose-bank">;

/** Reads a number of the list, or the name of a bank, however people spell it. "Tanto faz" takes the first. */
export const chooseBank: Step<"choose-bank"> = (state, said) => {
  const number = chosenNumber(said, state.offers.length);
  if (number === 0) return undefined;
  if (number !== undefined && number < 100) return choose(state, state.offers[number - 1], numberOutside);
  const { intent } = said;
  const bank = said.bank ?? (intent === "any-bank" ? { wanted: [], refused: [], any: true as const } : undefined);
  // "Já paguei no Itaú" chooses no bank.
  const asksElse = intent !== undefined && !staying.has(intent) && !courtesies.has(intent);
  const picked = pickBank(asksElse ? undefined : bank, state.offers);
  if (picked.kind === "several") return repeatList(state, whichOne);
  if (picked.kind === "one") return choose(state, picked.offer, bankNotOffered);
  if (picked.kind === "not-offered") return repeatList(state, bankNotOffered);
  if (intent === "pix") return repeatList({ ...state, wantsPix: true }, pixWithBank);
  return intent !== undefined && staying.has(intent) && intent !== "switch-bank"
    ? { ...repeatList(state, chooseBankAgain), isRepeat: true }
    : undefined;
};

/** They ask for the boleto that is being made, so the choice stays open. */
const staying = new Set([
  "pay",
  "boleto-again",
  "pix",
  "any-bank",
  "consent",
  "yes",
  "switch-bank",
  "ready-when",
  "not-paid",
]);

/** "Bom dia, no Itaú": they say nothing of what is wanted. */
const courtesies = new Set(["greet", "thanks"]);

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
