import { fullDate, shortDate } from "../../core/billing/calendar/date-words.ts";
import { localDate, localTime } from "../../core/billing/calendar/local-time.ts";

/** A time in Brazil: "24/11/2026 14:02". */
export function Moment({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{`${fullDate(localDate(at))} ${localTime(at)}`}</time>;
}

/** A time in Brazil: "14:02" if it is today, otherwise "24/11 14:02". */
export function ShortMoment({ at, now }: { at: Date; now: Date }) {
  const day = localDate(at);
  return (
    <time dateTime={at.toISOString()}>
      {day === localDate(now) ? localTime(at) : `${shortDate(day)} ${localTime(at)}`}
    </time>
  );
}
