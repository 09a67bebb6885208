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
/** A clock that went wrong makes every list an old one: whoever is told so chooses again, so often. */
const choosesAgain = 60;

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
  of: { document: string; errands: readonly Errand[]; patience: Patience; thinks: () => Promise<unknown> },
): Promise<Story> {
  const story = newStory(contact);
  let read = 0;

  /** Waits for a message like this among those after the last one that was understood. */
  async function hears(what: RegExp, patienceMs = of.patience.answerMs): Promise<string> {
    const begun = Date.now();
    let found = -1;
    const isThere = () => {
      found = contact.texts().findIndex((text, index) => index >= read && what.test(text));
      return found >= 0;
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
  async function chooses(text: string, what: RegExp): Promise<string> {
    for (let again = 0; again < choosesAgain; again++) {
      const heard = await does(() => contact.says(text), new RegExp(`lista antiga|${what.source}`));
      if (!heard.includes("lista antiga")) return heard;
    }
    throw new Error(`Every list was an old one for ${text}`);
  }
  async function gets({ invoiceId, place, bank }: Errand): Promise<void> {
    await does(() => contact.says("oi"), /faturas? em aberto/);
    // A bank whose circuit is open is not offered, and where one is left it is not asked which.
    let asked = await chooses(String(place), /De qual banco|Fica pronto/);
    if (!asked.includes("Fica pronto")) asked = await does(() => contact.says(bank), /Fica pronto/);
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
    await does(() => contact.says(of.document.slice(0, 3)), /faturas? em aberto/);
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
