/** What one of a thing costs: processor time in milliseconds, rows and bytes that stay; how many one after the other a second. */
export type Unit = Record<"serviceMs" | "postgresMs" | "rows" | "bytes" | "perSecond", number>;

/** A message answered from what is there, a boleto fetched in a talk of three turns or made by the lock, its registration, its notice. */
export type Units = Record<"look" | "story" | "locked" | "registration" | "notice", Unit>;

/** How subscribers behave. Assumptions: nobody has measured them; put in your own. */
export const habits = {
  /** A subscriber and month: boletos fetched in a talk, boletos made by the morning's lock, further messages. */
  fetched: 0.5,
  locked: 0.25,
  looks: 1,
  /** Of the talks; the others are on WhatsApp. */
  telegram: 0.4,
  /** Due days, and the share of subscribers; the days around them on which a boleto is fetched. */
  dueDays: { 5: 0.25, 10: 0.4, 15: 0.2, 20: 0.15 },
  fetchedOn: { [-5]: 0.05, [-4]: 0.05, [-3]: 0.1, [-2]: 0.15, [-1]: 0.2, 0: 0.35, 1: 0.1 },
  /** A day's messages by hour. */
  hours: [1, 0.5, 0.3, 0.2, 0.2, 0.5, 2, 4, 7, 9, 9, 8, 7, 6, 6, 6, 6, 7, 8, 7, 5, 4, 2.5, 1.8],
  /** The lock makes its boletos so many days before they are due; a boleto is paid so many days after it was made. */
  lockDays: 3,
  paidAfter: 3,
  banks: 4,
};

/** What each part does a second, and how late its work may be, in seconds. */
export type PartName = "service" | "postgres" | "lock" | "telegram" | "whatsapp" | "banks" | "news";
export type Parts = Record<PartName, { does: string; perSecond: number; lateBy: number }>;

/** Of each part: what its busiest minute brings a second, and how late its work is at the worst, in seconds. */
export type Loads = Record<PartName, { peak: number; late: number }>;

const days = 30;
const day = 24 * 60;
const windowMinutes = 30;
const morning = 6 * 60 + 5;

/** A month of so many subscribers, minute by minute: what a part does not get done waits for the next minute. */
export function simulate(subscribers: number, units: Units, parts: Parts): Loads {
  const { fetched, locked, looks } = arrivals(subscribers);
  const loads = {} as Loads;
  const backlog: Partial<Record<PartName, number>> = {};
  /** Gives how much of it, and of what waited, is done in this minute. */
  const take = (name: PartName, amount: number) => {
    const { perSecond } = parts[name];
    const waiting = (backlog[name] ?? 0) + amount;
    const left = Math.max(0, waiting - perSecond * 60);
    backlog[name] = left;
    const { peak = 0, late = 0 } = loads[name] ?? {};
    loads[name] = { peak: Math.max(peak, amount / 60), late: Math.max(late, left / perSecond) };
    return waiting - left;
  };
  const done = new Float64Array(days * day);
  let living = 0;
  for (let minute = 0; minute < days * day; minute++) {
    const at = (of: Float64Array, ago = 0) => of[minute - ago] ?? 0;
    const notices = at(fetched, windowMinutes);
    done[minute] = take("lock", at(locked));
    const made = at(fetched) + at(done);
    const work = { look: at(looks), story: at(fetched), locked: at(done), registration: made, notice: notices };
    const cost = (of: "serviceMs" | "postgresMs") =>
      Object.entries(work).reduce((sum, [what, count]) => sum + count * units[what as keyof Units][of], 0);
    take("service", cost("serviceMs"));
    take("postgres", cost("postgresMs"));
    take("telegram", 2 * notices * habits.telegram);
    take("whatsapp", notices * (1 - habits.telegram));
    // Entered, and asked at the end of the window whether it is.
    take("banks", (made + notices + at(done, windowMinutes)) / habits.banks);
    living += made - at(fetched, habits.paidAfter * day) - at(done, habits.paidAfter * day);
    take("news", minute % day === morning ? living : 0);
  }
  return loads;
}

/** How many of each come in each minute. */
function arrivals(subscribers: number) {
  const [fetched, locked, looks] = [0, 1, 2].map(() => new Float64Array(days * day)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const all = habits.hours.reduce((sum, one) => sum + one, 0);
  const spread = (of: Float64Array, on: number, amount: number) => {
    for (let minute = 0; minute < day; minute++) {
      const at = ((on + days) % days) * day + minute;
      of[at] = (of[at] ?? 0) + (amount * (habits.hours[Math.floor(minute / 60)] ?? 0)) / all / 60;
    }
  };
  for (let on = 0; on < days; on++) spread(looks, on, (subscribers * habits.looks) / days);
  for (const [due, share] of Object.entries(habits.dueDays)) {
    for (const [offset, part] of Object.entries(habits.fetchedOn))
      spread(fetched, Number(due) - 1 + Number(offset), subscribers * share * part * habits.fetched);
    locked[(Number(due) - 1 - habits.lockDays) * day + morning] = subscribers * share * habits.locked;
  }
  return { fetched, locked, looks };
}
