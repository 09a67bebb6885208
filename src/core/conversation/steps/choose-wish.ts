import { anywhere } from "../anywhere.ts";
import { whichWish } from "../replies/wishes.ts";
import type { Repeat, Step } from "../step.ts";
import { chosenNumber } from "./chosen-number.ts";

/** Reads which of two wishes was meant. */
export const chooseWish: Step<"choose-wish"> = (state, said) => {
  const number = chosenNumber(said, state.wishes.length);
  const wish = number === undefined ? undefined : state.wishes[number - 1];
  return wish && anywhere[wish](state, { text: "" });
};

/** Repeats the question. */
export const repeatChooseWish: Repeat<"choose-wish"> = (state) => whichWish(state.wishes, state.list);
