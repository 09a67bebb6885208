import { InvalidArgumentError } from "commander";
import { type IsoDate, parseIsoDate } from "../../core/billing/calendar/iso-date.ts";
import { externalChannels } from "../channels.ts";

/** The parts of the service that `--only` can name. */
export const parts = ["http", "jobs", ...externalChannels] as const;

/**
 * Parses a duration, such as "30m", and returns seconds. Throws InvalidArgumentError if it is none, as do all functions
 * here.
 */
export function readSeconds(text: string): number {
  const [, amount, unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  if (amount === undefined) throw new InvalidArgumentError("Esperado um tempo como 2s, 30m ou 500ms.");
  return Number(amount) * ({ ms: 0.001, s: 1, m: 60, h: 3600 }[unit] ?? 1);
}

/** Parses a whole number from 1 to 999999. */
export function readCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError("Esperado um número de 1 a 999999.");
  return Number(text);
}

/** Parses a phone number with country code: 10 to 15 digits and nothing else. */
export function readNumber(text: string): string {
  if (!/^\d{10,15}$/.test(text))
    throw new InvalidArgumentError("Esperado um número só com dígitos, como 5511900000001.");
  return text;
}

/** Parses a date, such as "2026-12-31", which must exist in the calendar. */
export function readDay(text: string): IsoDate {
  const day = parseIsoDate(text);
  if (!day) throw new InvalidArgumentError("Esperado um dia que existe, como 2026-12-31.");
  return day;
}

/** Parses names of parts of the service, separated by commas. */
export function readParts(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !(parts as readonly string[]).includes(name));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`Não existe a parte "${unknown.join(", ")}". São: ${parts.join(", ")}.`);
  return names;
}
