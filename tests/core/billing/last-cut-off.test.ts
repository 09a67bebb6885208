import { expect, it } from "vitest";
import { lastCutOff } from "../../../src/core/billing/calendar/payment-day.ts";

const at = (local: string) => new Date(`${local.replace(" ", "T")}:00-03:00`);

it.each([
  ["a business day, before it", "2026-11-24 17:59", "2026-11-23 18:00"],
  ["at that very minute", "2026-11-24 18:00", "2026-11-24 18:00"],
  ["after it", "2026-11-24 23:00", "2026-11-24 18:00"],
  ["a Monday morning after a holiday on Friday", "2026-11-23 08:00", "2026-11-19 18:00"],
  ["Christmas", "2026-12-25 20:00", "2026-12-24 18:00"],
])("the last cut-off: %s", (_, now, last) => {
  expect(lastCutOff(at(now), "18:00")).toEqual(at(last));
});
