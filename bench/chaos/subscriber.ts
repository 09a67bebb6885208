import { waitUntil } from "../wait-until.ts";
import { type Contact, paper } from "./contacts.ts";

/** A line that a person was given, for which invoice, and when. */
export interface GivenLine {
  invoiceId: string;
  linhaDigitavel: string;
  at: number;
}

/** What a person lived through. */
export interface Story {
  contact: Contact;
  /** How many messages they wrote. */
  written: number;
  /** What was waited for in vain. */
  unanswered: string[];
  /** `until`: the time of day that they were told; `told`: when. */
  promised: { invoiceId: string; told: number; until: string; heardAt?: number; toldLate: boolean }[];
  lines: GivenLine[];
  /** Longest wait for an answer, in milliseconds. */
  slowestMs: number;
}

/** A boleto to be got: the invoice, its place in the list, the bank. */
export interface Errand {
  invoiceId: string;
  place: number;
  bank: string;
}

/** How long somebody waits for an answer, and for a bank, in milliseconds. */
export interface Patience {
  answerMs: number;
  bankMs: number;
}

/** A linha digitável alone in its message. */
export const line = /^\d{47}$/;
/** What the bot says when the time that its database tells jumped in the middle of a talk: begin again. */
const begunAnew = /lista antiga|primeiros números|faturas? em aberto|Não entendi/;
const mostTries = 30;
class Afresh extends Error {}

/** The story of somebody who has only just come. */
export const newStory = (contact: Contact): Story => ({
  contact,
  written: 0,
  unanswered: [],
  promised: [],
  lines: [],
  slowestMs: 0,
});

/**
 * Somebody who gets the boletos of some invoices, one after the other, each as soon as the one before is in the hand.
 * What is not answered in time is written down, and the person gives up.
 */
export async function runSubscriber(
  contact: Contact,
  of: {
    document: string;
    errands: readonly Errand[];
    patience: Patience;
    thinks: () => Promise<unknown>;
    /** Whether the database's clock jumped a moment ago: only then a talk may begin anew. */
    jumped: () => boolean;
  },
): Promise<Story> {
  const story = newStory(contact);
  let read = 0;

  /** Waits for a message like this among those after the last one that was understood. */
  async function hears(what: RegExp, patienceMs = of.patience.answerMs): Promise<string> {
    const begun = Date.now();
    let found = -1;
    const isThere = () => {
      const texts = contact.texts();
      const find = (like: RegExp) => texts.findIndex((text, index) => index >= read && like.test(text));
      found = find(what);
      if (found >= 0 || !of.jumped()) return found >= 0;
      const anew = find(begunAnew);
      if (anew < 0) return false;
      read = anew + 1;
      throw new Afresh(`The bot began anew instead of ${what}`);
    };
    if (!(await waitUntil(isThere, patienceMs))) throw new Error(`Waited in vain for ${what}`);
    story.slowestMs = Math.max(story.slowestMs, Date.now() - begun);
    read = found + 1;
    return contact.texts()[found] ?? "";
  }
  async function does(act: () => unknown, what: RegExp): Promise<string> {
    await of.thinks();
    act();
    story.written += 1;
    return hears(what);
  }
  /** Once more from its beginning, where the bot had to begin anew itself. */
  async function persists<T>(step: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++)
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof Afresh) || tries === mostTries) throw error;
      }
  }
  async function asks({ place, bank }: Errand): Promise<string> {
    await does(() => contact.says("oi"), /faturas? em aberto/);
    // A bank whose circuit is open is not offered, and where one is left it is not asked which.
    const asked = await does(() => contact.says(String(place)), /De qual banco|Fica pronto/);
    return asked.includes("Fica pronto") ? asked : does(() => contact.says(bank), /Fica pronto/);
  }
  async function gets(errand: Errand): Promise<void> {
    const { invoiceId } = errand;
    const asked = await persists(() => asks(errand));
    const until = /Fica pronto .*?(\d\d:\d\d)/.exec(asked)?.[1] ?? "";
    const promise: Story["promised"][number] = { invoiceId, told: Date.now(), until, toldLate: false };
    story.promised.push(promise);
    const begun = read;
    const linhaDigitavel = await hears(line, of.patience.bankMs);
    promise.heardAt = Date.now();
    promise.toldLate = contact
      .texts()
      .slice(begun, read)
      .some((text) => /demorando|problema/.test(text));
    story.lines.push({ invoiceId, linhaDigitavel, at: promise.heardAt });
    await hears(new RegExp(`^\\${paper}`));
  }

  try {
    const { sharesPhone } = contact;
    if (sharesPhone) {
      await does(() => contact.says("/start"), /telefone/);
      await does(sharesPhone, /primeiros números/);
    } else await does(() => contact.says("oi"), /primeiros números/);
    await persists(() => does(() => contact.says(of.document.slice(0, 3)), /faturas? em aberto/));
    for (const errand of of.errands) await gets(errand);
  } catch (error) {
    story.unanswered.push(
      `${contact.channel}: ${error instanceof Error ? error.message : error}; heard last: ${lastOf(contact.texts())}`,
    );
  }
  return story;
}

const lastOf = (texts: readonly string[]) =>
  texts
    .slice(-4)
    .map((text) => text.replaceAll("\n", " ").slice(0, 60))
    .join(" | ");
