import { anywhere, atStart } from "./anywhere.ts";
import { intentRules } from "./intent-rules.ts";
import { invoiceSaidPaid, onMedia } from "./on-media.ts";
import { personOffer } from "./replies/attendance.ts";
import { notUnderstood, staleList, staleOption } from "./replies/talk.ts";
import { onResult } from "./results/on-result.ts";
import type { State } from "./state.ts";
import type { Move, Repeat, Step } from "./step.ts";
import { chooseBank, repeatChooseBank } from "./steps/choose-bank.ts";
import { chooseInvoice, repeatChooseInvoice } from "./steps/choose-invoice.ts";
import { confirmDigits, repeatConfirmDigits } from "./steps/confirm-digits.ts";
import { confirmErase, repeatConfirmErase } from "./steps/confirm-erase.ts";
import { confirmSwitch, repeatConfirmSwitch } from "./steps/confirm-switch.ts";
import { enterCode, repeatEnterCode } from "./steps/enter-code.ts";
import { hasBoleto, repeatHasBoleto } from "./steps/has-boleto.ts";
import { identify, repeatIdentify } from "./steps/identify.ts";
import { offerPerson, repeatOfferPerson } from "./steps/offer-person.ts";
import { repeatStart, start } from "./steps/start.ts";
import type { Context, Input, Reply } from "./turn.ts";
import type { Understood } from "./understand.ts";

const steps: { [S in State["step"]]: { read: Step<S>; repeat: Repeat<S> } } = {
  start: { read: start, repeat: repeatStart },
  identify: { read: identify, repeat: repeatIdentify },
  "confirm-digits": { read: confirmDigits, repeat: repeatConfirmDigits },
  "enter-code": { read: enterCode, repeat: repeatEnterCode },
  "choose-invoice": { read: chooseInvoice, repeat: repeatChooseInvoice },
  "choose-bank": { read: chooseBank, repeat: repeatChooseBank },
  "confirm-switch": { read: confirmSwitch, repeat: repeatConfirmSwitch },
  "has-boleto": { read: hasBoleto, repeat: repeatHasBoleto },
  "confirm-erase": { read: confirmErase, repeat: repeatConfirmErase },
  "offer-person": { read: offerPerson, repeat: repeatOfferPerson },
};

/** If this many messages in a row are not understood, a human agent is offered. */
const patience = 3;

/**
 * The dialog as a state machine. It takes one input and returns the next state, replies and effects. The function is
 * pure, and every state answers every input of a person: with replies, or with an effect whose result leads to replies.
 */
export function advance(state: State, input: Input, context: Context): Move {
  if (input.kind === "text") return onText(state, input.said, input.list, input.stale === true, context);
  if (input.kind === "media") {
    const { media, said } = input;
    // A "comprovante" below a picture is not asked for, it is shown.
    const spoken: Understood | undefined = said?.intent === "receipt" ? { ...said, intent: "paid" } : said;
    const isProof = spoken?.intent === "paid" && invoiceSaidPaid(state, media) !== undefined;
    if (spoken && !isProof) return onText(state, spoken, undefined, false, context);
    return onMedia(state, media, { known: context.proven, question: repeat(state, context) });
  }
  return onResult(state, input, context);
}

function onText(stored: State, said: Understood, list: number | undefined, stale: boolean, context: Context): Move {
  const stranger = !context.proven;
  // Meanwhile the phone was added to the register.
  const state = !stranger && asksWho(stored) ? atStart(stored) : stored;
  const answersQuestion = asksWho(state) && (state.step !== "confirm-digits" || context.confirms);
  if (stranger && !answersQuestion && !isOpenToStrangers(state, said)) return askWho(state, said, context);
  if ((list !== undefined && list !== state.list) || (stale && said.number !== undefined && hasList(state)))
    return { state, replies: [tooOld(repeat(state, context))] };

  const saidOrBack: Understood = said.number === 0 ? { ...said, intent: "back" } : said;
  const move = read(state, saidOrBack, context) ?? answerAnywhere(state, saidOrBack, stranger);
  return move ? { ...move, state: { ...move.state, misunderstood: 0 } } : misunderstood(state, context);
}

/** Asks a stranger to identify themselves. An intent that concerns only the chat is answered instead. */
function askWho(state: State, said: Understood, context: Context): Move {
  const asking: State = {
    step: context.confirms ? "confirm-digits" : "identify",
    list: state.list,
    misunderstood: 0,
  };
  const concernsChat = said.intent !== undefined && intentRules[said.intent].concerns === "chat";
  return (
    (concernsChat ? answerAnywhere(asking, said, true) : undefined) ?? {
      state: asking,
      replies: [repeat(asking, context)],
    }
  );
}

const asksWho = ({ step }: State) => step === "identify" || step === "confirm-digits" || step === "enter-code";
const isOpenToStrangers = ({ step }: State, said: Understood) =>
  step === "confirm-erase" || (step === "offer-person" && said.number === 1);

/** Answers an intent that works in every step. A stranger gets an answer only to an intent that needs no account. */
function answerAnywhere(state: State, said: Understood, stranger: boolean): Move | undefined {
  const { intent } = said;
  if (intent === undefined) return undefined;
  if (!stranger || intentRules[intent].concerns !== "account") return anywhere[intent](state, said);
  // Everybody has the right to ask for their data (LGPD). A human agent finds out who is asking.
  if (intent === "personal-data") return { state, effects: [{ kind: "hand-over", subject: "dados pessoais" }] };
  return undefined;
}

function misunderstood(state: State, context: Context): Move {
  const times = state.misunderstood + 1;
  if (times < patience)
    return { state: { ...state, misunderstood: times }, replies: [prefixed(notUnderstood, repeat(state, context))] };
  const list = state.list + 1;
  return {
    state: { step: "offer-person", list, misunderstood: 0, subject: "não entendido" },
    replies: [personOffer(list)],
  };
}

const hasList = (state: State) =>
  state.step === "confirm-erase" ||
  state.step === "choose-invoice" ||
  state.step === "choose-bank" ||
  state.step === "confirm-switch";

/** Says that the button or the number belongs to an older list, and repeats the current question. */
const tooOld = (now: Reply): Reply => (now.choices ? prefixed(staleList, now, "\n") : prefixed(staleOption, now));

const prefixed = (before: string, reply: Reply, between = " "): Reply => ({
  ...reply,
  text: `${before}${between}${reply.text}`,
});

// The compiler cannot see that the key of the table is the step of the state, so these two functions need casts.
function read(state: State, said: Understood, context: Context): Move | undefined {
  return (steps[state.step].read as Step<State["step"]>)(state as never, said, context);
}

function repeat(state: State, context: Context): Reply {
  return (steps[state.step].repeat as Repeat<State["step"]>)(state as never, context);
}
