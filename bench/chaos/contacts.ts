import type { Telegram } from "../../tests/standins/telegram/start-telegram.ts";
import type { StandIn } from "../../tests/standins/whatsapp/start-whatsapp.ts";

/** Somebody on one channel, whichever it is: what they write, and all that they were told, oldest first. */
export interface Contact {
  channel: "telegram" | "whatsapp";
  says(text: string): unknown;
  texts(): string[];
  /** What they do so that the bot knows their phone; undefined where the channel vouches for it. */
  sharesPhone?(): unknown;
}

/** How the paper is marked among the texts. */
export const paper = "[PDF]";

/** Somebody on Telegram. */
export function onTelegram(telegram: Telegram, of: { id: number; phone?: string }): Contact {
  const person = telegram.person(of);
  return {
    channel: "telegram",
    says: person.says,
    texts: () => person.messages().map(({ text = "", document }) => (document ? paper : text)),
    sharesPhone: person.sharesContact,
  };
}

/** Somebody on WhatsApp. */
export function onWhatsapp(whatsapp: StandIn, { phone }: { phone: string }): Contact {
  const person = whatsapp.person(phone);
  return {
    channel: "whatsapp",
    says: person.says,
    texts: () => person.got().map(({ body, media }) => (media === undefined ? body : paper)),
  };
}
