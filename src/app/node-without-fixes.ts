import { fullDate } from "../core/billing/calendar/date-words.ts";
import { type IsoDate, isoDate } from "../core/billing/calendar/iso-date.ts";

/**
 * The last day with security fixes for each major version. Source: schedule.json of the Release working group of
 * Node.js.
 */
const lastDays = new Map<number, IsoDate>(
  Object.entries({
    20: "2026-04-30",
    21: "2024-06-01",
    22: "2027-04-30",
    23: "2025-06-01",
    24: "2028-04-30",
    25: "2026-06-01",
    26: "2029-04-30",
  }).map(([major, day]) => [Number(major), isoDate(day)]),
);

/**
 * Returns a warning, with the version to use instead, for a Node version that no longer gets security fixes; undefined
 * for a supported or an unknown major version.
 */
export function nodeWithoutFixes(version: string, today: IsoDate): string | undefined {
  const last = lastDays.get(Number(version.split(".")[0]));
  if (last === undefined || today <= last) return undefined;
  const better = [24, 26].find((major) => today <= (lastDays.get(major) ?? ""));
  return `Node ${version}: sem correções de segurança desde ${fullDate(last)}. Use ${better ? `o ${better}` : "um mais novo"}.`;
}
