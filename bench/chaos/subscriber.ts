import type { Telegram } from "../../tests/standins/telegram/start-telegram.ts";

/** A line that a person was given, for which invoice, and when. */
export interface GivenLine {
  invoiceId: string;
  linhaDigitavel: string;
  at: number;
}

/** What a person lived through. */
export interface Story {
  chat: number;
  /** How many messages they wrote. */
  written: number;
  /** What was waited for in vain. */
  unanswered: string[];
  promised: { invoiceId: string; heardAt?: number; toldLate: boolean }[];
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

/** A linha digitável alone in its message. */
export const line = /^\d{47}$/;
/** How the paper is marked among the texts. */
export const paper = "[PDF]";
const patienceMs = 240_000;
/** A bank that was gone is left alone for up to ten minutes: whoever waits was told. */
const bankPatienceMs = 15 * 60_000;

/** What the bot wrote to somebody, oldest first. */
export const textsOf = (telegram: Telegram, chat: number) =>
  telegram
    .person({ id: chat })
    .messages()
    .map(({ text = "", document }) => (document ? paper : text));

/**
 * Somebody on Telegram who gets the boletos of some invoices, one after the other, each as soon as the one before is in
 * the hand. What is not answered in four minutes, or by the bank in fifteen, is written down, and the person gives up.
 */
export async function runSubscriber(
  telegram: Telegram,
  of: { id: number; phone: string; document: string; errands: readonly Errand[]; thinks: () => Promise<unknown> },
): Promise<Story> {
  const person = telegram.person(of);
  const story: Story = { chat: of.id, written: 0, unanswered: [], promised: [], lines: [], slowestMs: 0 };
  let read = 0;

  /** Waits for a message like this among those after the last one that was understood. */
  async function hears(what: RegExp, patience = patienceMs): Promise<string> {
    const begun = Date.now();
    let found: number | undefined;
    const isThere = () => {
      found = textsOf(telegram, of.id).findIndex((text, index) => index >= read && what.test(text));
      return found >= 0;
    };
    await telegram.until(isThere, `${what}, ${of.id}`, patience);
    story.slowestMs = Math.max(story.slowestMs, Date.now() - begun);
    read = (found ?? 0) + 1;
    return textsOf(telegram, of.id)[found ?? 0] ?? "";
  }
  async function does(act: () => unknown, what: RegExp): Promise<string> {
    await of.thinks();
    act();
    story.written += 1;
    return hears(what);
  }
  async function gets({ invoiceId, place, bank }: Errand): Promise<void> {
    await does(() => person.says("oi"), /faturas? em aberto/);
    // A bank whose circuit is open is not offered, and where one is left it is not asked which.
    const asked = await does(() => person.says(String(place)), /De qual banco|Fica pronto/);
    if (!asked.includes("Fica pronto")) await does(() => person.says(bank), /Fica pronto/);
    const promise: Story["promised"][number] = { invoiceId, toldLate: false };
    story.promised.push(promise);
    const begun = read;
    const linhaDigitavel = await hears(line, bankPatienceMs);
    promise.heardAt = Date.now();
    promise.toldLate = textsOf(telegram, of.id)
      .slice(begun, read)
      .some((text) => /demorando|problema/.test(text));
    story.lines.push({ invoiceId, linhaDigitavel, at: promise.heardAt });
    await hears(/^\[PDF\]/);
  }

  try {
    await does(() => person.starts(), /telefone/);
    await does(() => person.sharesContact(), /primeiros números/);
    await does(() => person.says(of.document.slice(0, 3)), /faturas? em aberto/);
    for (const errand of of.errands) await gets(errand);
  } catch (error) {
    story.unanswered.push(
      `${error instanceof Error ? error.message : error}; heard last: ${lastOf(textsOf(telegram, of.id))}`,
    );
  }
  return story;
}

const lastOf = (texts: readonly string[]) =>
  texts
    .slice(-4)
    .map((text) => text.replaceAll("\n", " ").slice(0, 60))
    .join(" | ");
