import { anywhere, atStart } from "./anywhere.ts";
import { rulesOf } from "./intent-rules.ts";
import { invoiceSaidPaid, onMedia } from "./on-media.ts";
import type { Intent } from "./phrases.ts";
import { personOffer } from "./replies/attendance.ts";
import { isSubject } from "./replies/subjects.ts";
import { notUnderstood, staleList, staleOption } from "./replies/talk.ts";
import { whichWish } from "./replies/wishes.ts";
import { onResult } from "./results/on-result.ts";
import type { State } from "./state.ts";
import type { Move, Repeat, Step } from "./step.ts";
import { chooseBank, repeatChooseBank } from "./steps/choose-bank.ts";
import { chooseInvoice, repeatChooseInvoice } from "./steps/choose-invoice.ts";
import { chooseWish, repeatChooseWish } from "./steps/choose-wish.ts";
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
  "choose-wish": { read: chooseWish, repeat: repeatChooseWish },
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
  if (
    (list !== undefined && list !== state.list) ||
    (stale && (said.number ?? said.option) !== undefined && hasList(state))
  )
    return { state, replies: [tooOld(repeat(state, context))] };

  const saidOrBack: Understood = said.number === 0 ? { ...said, intent: "back" } : said;
  const move = answer(state, saidOrBack, context);
  // What needs an account was understood: it waits until it is known who is writing.
  if (!move && stranger && answersQuestion && (said.intent !== undefined || said.between))
    return { state: { ...state, misunderstood: 0 }, replies: [repeat(state, context)] };
  if (!move) return misunderstood(state, context);
  // Who asks for what is on the screen already did not find a way on.
  if (move.isRepeat && state.misunderstood + 1 >= patience) return misunderstood(state, context);
  return { ...move, state: { ...move.state, misunderstood: move.isRepeat ? state.misunderstood + 1 : 0 } };
}

/** Asks a stranger to identify themselves. An intent that concerns only the chat is answered instead. */
function askWho(state: State, said: Understood, context: Context): Move {
  const asking: State = {
    step: context.confirms ? "confirm-digits" : "identify",
    list: state.list,
    misunderstood: 0,
  };
  const concernsChat = said.intent !== undefined && rulesOf(said.intent).concerns === "chat";
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
  if (said.between && !stranger) return askWhich(state, said.between);
  if (intent === undefined) return undefined;
  const mayAnswer = (one: Intent) => !stranger || rulesOf(one).concerns !== "account";
  if (mayAnswer(intent)) return anywhere[intent](state, said);
  // Everybody has the right to ask for their data (LGPD). A human agent finds out who is asking.
  if (intent === "personal-data") return { state, effects: [{ kind: "hand-over", subject: "dados pessoais" }] };
  return undefined;
}

/** Answers by the step, else by what works in every step. */
function answer(state: State, said: Understood, context: Context): Move | undefined {
  const { intent, also, ...rest } = said;
  const mayAnswer = (one: Intent) => context.proven || rulesOf(one).concerns !== "account";
  if (intent === undefined || also === undefined || !mayAnswer(intent) || !mayAnswer(also))
    return read(state, said, context) ?? answerAnywhere(state, said, !context.proven);
  return answerBoth(state, intent, also, (from, one) => {
    const { invoice, bank, text, ...alone } = rest;
    const said = {
      ...alone,
      intent: one,
      text: isSubject(one) ? "" : text,
      ...(invoice && { invoice }),
      ...(bank && { bank }),
    };
    return read(from, said, context) ?? answerAnywhere(from, said, !context.proven);
  });
}

/**
 * Answers two intents of one message. What calls a person comes first, so that the message ends with the list or the
 * question that waits for an answer.
 */
function answerBoth(
  state: State,
  intent: Intent,
  also: Intent,
  answerTo: (state: State, intent: Intent) => Move | undefined,
): Move | undefined {
  const isForPerson = (one: Intent) => isSubject(one) || one === "person" || one === "no-internet";
  const [first, second] = isForPerson(also) && !isForPerson(intent) ? [also, intent] : [intent, also];
  // Two lists would follow each other: to the second wish a person answers.
  const one: Move | undefined =
    first === "no-internet"
      ? { state, effects: [{ kind: "hand-over", subject: "sem internet" }] }
      : answerTo(state, first);
  const other = answerTo(one?.state.step === "offer-person" ? state : (one?.state ?? state), second);
  if (!one || !other) return one ?? other;
  const isQuestion = one.state.step === "offer-person" && state.step !== "offer-person";
  return {
    state: other.state,
    // The second question would hide the first: a person is called instead.
    replies: [...(isQuestion ? [] : (one.replies ?? [])), ...(other.replies ?? [])],
    effects: [
      ...(isQuestion && one.state.step === "offer-person"
        ? [{ kind: "hand-over" as const, subject: one.state.subject }]
        : (one.effects ?? [])),
      ...(other.effects ?? []),
    ],
  };
}

/** Asks which of two intents is meant. */
function askWhich(state: State, wishes: readonly [Intent, Intent]): Move {
  const list = state.list + 1;
  return {
    state: { step: "choose-wish", list, misunderstood: 0, wishes: [...wishes] },
    replies: [whichWish(wishes, list)],
  };
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
  state.step === "choose-wish" ||
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
