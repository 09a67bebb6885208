import { fullDate } from "../billing/date-words.ts";
import type { IsoDate } from "../billing/iso-date.ts";
import type { Reply } from "./turn.ts";

/** The bank has a boleto due on another day: what comes after this takes the place of what the person has. */
export const dueDateMoved = (dueDate: IsoDate): Reply => ({
  text: `O vencimento do seu boleto mudou para *${fullDate(dueDate)}*. Jogue fora o código antigo e use este:`,
});
