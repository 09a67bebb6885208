import { describe, expect, it } from "vitest";
import { describeDay, fullDate, shortDate, weekdayName } from "../../../src/core/billing/calendar/date-words.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { localDate, localDateTime, localTime } from "../../../src/core/billing/calendar/local-time.ts";
import { isZone, type Zone, zones } from "../../../src/core/billing/calendar/zone.ts";

describe("moments are told in Brazilian time", () => {
  it.each([
    ["2026-11-24T17:02:00Z", "2026-11-24", "14:02"],
    ["2026-11-25T02:59:59Z", "2026-11-24", "23:59"],
    ["2026-11-25T03:00:00Z", "2026-11-25", "00:00"],
    // Summer time was two hours behind UTC, the last time in 2019.
    ["2019-01-10T02:30:00Z", "2019-01-10", "00:30"],
  ])("%s is %s %s", (moment, date, time) => {
    expect(localDate(new Date(moment), "America/Sao_Paulo")).toBe(date);
    expect(localTime(new Date(moment), "America/Sao_Paulo")).toBe(time);
  });

  it.each([
    ["2026-11-24", "14:02", "2026-11-24T17:02:00.000Z"],
    ["2026-11-24", "00:00", "2026-11-24T03:00:00.000Z"],
    ["2019-01-10", "00:30", "2019-01-10T02:30:00.000Z"],
    // Midnight of this day was left out: the clock went from 23:59 to 01:00.
    ["2018-11-04", "00:30", "2018-11-04T03:30:00.000Z"],
  ])("%s %s is %s", (date, time, moment) => {
    expect(localDateTime(isoDate(date), time, "America/Sao_Paulo").toISOString()).toBe(moment);
  });

  it.each([
    ["2026-11-25T01:30:00Z", "America/Noronha", "2026-11-24", "23:30"],
    ["2026-11-25T02:30:00Z", "America/Noronha", "2026-11-25", "00:30"],
    ["2026-11-25T03:30:00Z", "America/Manaus", "2026-11-24", "23:30"],
    ["2026-11-25T03:30:00Z", "America/Cuiaba", "2026-11-24", "23:30"],
    ["2026-11-25T03:30:00Z", "America/Rio_Branco", "2026-11-24", "22:30"],
    ["2026-11-25T03:30:00Z", "America/Fortaleza", "2026-11-25", "00:30"],
  ] as const)("%s in %s is %s %s, and back", (moment, zone, date, time) => {
    expect([localDate(new Date(moment), zone), localTime(new Date(moment), zone)]).toEqual([date, time]);
    expect(localDateTime(isoDate(date), time, zone)).toEqual(new Date(moment));
  });

  it("every zone that may be chosen is one of the tz database, and none has summer time now", () => {
    for (const zone of Object.keys(zones) as Zone[]) {
      const offset = (day: string) => localDateTime(isoDate(day), "12:00", zone).getUTCHours();
      expect(offset("2026-01-10")).toBe(offset("2026-07-10"));
    }
    expect(isZone("America/New_York")).toBe(false);
    expect(isZone("toString")).toBe(false);
  });

  it.each(["24:00", "8:00", "12:60", "", "12:00:00"])("%j is no time of day", (time) => {
    expect(() => localDateTime(isoDate("2026-11-24"), time, "America/Sao_Paulo")).toThrow(RangeError);
  });
});

describe("days are said the way a person would", () => {
  const today = isoDate("2026-11-24");

  it("has a short and a full form", () => {
    expect(shortDate(isoDate("2026-11-10"))).toBe("10/11");
    expect(fullDate(isoDate("2026-12-10"))).toBe("10/12/2026");
  });

  it.each([
    ["2026-11-24", "hoje, 24/11"],
    ["2026-11-25", "amanhã, 25/11"],
    ["2026-11-23", "ontem, 23/11"],
    ["2026-11-26", "quinta, 26/11"],
    ["2026-11-30", "segunda, 30/11"],
    ["2026-12-01", "01/12"],
    ["2026-11-22", "22/11"],
    ["2027-01-10", "10/01/2027"],
  ])("%s is %s", (day, words) => {
    expect(describeDay(isoDate(day), today)).toBe(words);
  });

  it("names the year also of tomorrow, when it is the next one", () => {
    expect(describeDay(isoDate("2027-01-01"), isoDate("2026-12-31"))).toBe("amanhã, 01/01/2027");
  });

  it("knows all weekdays", () => {
    const days = [22, 23, 24, 25, 26, 27, 28].map((day) => weekdayName(isoDate(`2026-11-${day}`)));
    expect(days).toEqual(["domingo", "segunda", "terça", "quarta", "quinta", "sexta", "sábado"]);
  });
});
