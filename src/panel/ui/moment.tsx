import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { fullDate, shortDate } from "../../core/billing/calendar/date-words.ts";
import { localDate, localTime } from "../../core/billing/calendar/local-time.ts";
import { brasilia, type Zone } from "../../core/billing/calendar/zone.ts";

/** The provider's zone, in which the panel shows moments. */
export const PanelZone = createContext<Zone>(brasilia);

/** A time at the provider: "24/11/2026 14:02". */
export function Moment({ at }: { at: Date }) {
  const zone = useContext(PanelZone);
  return <time dateTime={at.toISOString()}>{`${fullDate(localDate(at, zone))} ${localTime(at, zone)}`}</time>;
}

/** A time at the provider: "14:02" if it is today, otherwise "24/11 14:02". */
export function ShortMoment({ at, now }: { at: Date; now: Date }) {
  const zone = useContext(PanelZone);
  const day = localDate(at, zone);
  return (
    <time dateTime={at.toISOString()}>
      {day === localDate(now, zone) ? localTime(at, zone) : `${shortDate(day)} ${localTime(at, zone)}`}
    </time>
  );
}
