import { describeDay, shortDate } from "../../billing/calendar/date-words.ts";
import { addDays } from "../../billing/calendar/iso-date.ts";
import { localDate, localTime } from "../../billing/calendar/local-time.ts";
import type { Zone } from "../../billing/calendar/zone.ts";
import type { Reply } from "../turn.ts";
import { buttons, numbered, plain } from "./reply.ts";

// Human agents: offered, called, finished.

/** Says that a human agent was called. */
export function personCalled(protocol: string, answersAt: string | undefined, again: boolean): Reply {
  if (answersAt === undefined)
    return plain(`Chamei uma pessoa da equipe. Ela responde aqui. Protocolo: *${protocol}*.`);
  return plain(
    again
      ? `Seu pedido já está anotado, protocolo *${protocol}*. A equipe responde ${answersAt}. Enquanto isso eu continuo aqui: digite *menu*.`
      : `A equipe responde ${answersAt}. Anotei seu pedido, protocolo *${protocol}*. Enquanto isso eu continuo aqui: digite *menu*.`,
  );
}

/** Offers a human agent, after several messages that were not understood. */
export const personOffer = (list: number): Reply =>
  personOrInvoices("Desculpe, não estou conseguindo entender. O que você prefere?", list);

/** A sentence, and the choice between a human agent and the invoices. */
export function personOrInvoices(before: string, list: number): Reply {
  const labels = ["Falar com uma pessoa", "Ver minhas faturas"];
  return { text: `${before}\n${numbered(labels)}`, choices: buttons(labels, list) };
}

/** Says when agents are there again: "hoje a partir das 14:00", "amanhã, 25/11, a partir das 08:00". */
export function openingTime(opensAt: Date, now: Date, zone: Zone): string {
  const today = localDate(now, zone);
  const day = localDate(opensAt, zone);
  const words =
    day === today ? "hoje" : day === addDays(today, 1) ? `amanhã, ${shortDate(day)},` : `${describeDay(day, today)},`;
  return `${words} a partir das ${localTime(opensAt, zone)}`;
}

/** Says that the request is closed and that the bot answers again. */
export const handedBack = (protocol: string): Reply => ({
  text: `O atendimento *${protocol}* foi encerrado. Quem responde agora sou eu, o atendimento automático. Digite *menu* para ver suas faturas.`,
});
