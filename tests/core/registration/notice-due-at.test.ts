import { describe, expect, it } from "vitest";
import { noticeDueAt } from "../../../src/core/registration/notice-due-at.ts";

const at = (local: string) => new Date(`${local.replace(" ", "T")}-03:00`);

describe("a notice", () => {
  it.each([
    // promised, ready, sent
    ["at once by day, however late", "2026-11-24 09:00:00", "2026-11-24 20:59:59", "2026-11-24 20:59:59"],
    ["at once by night, where it is punctual", "2026-11-24 23:30:00", "2026-11-24 23:30:00", "2026-11-24 23:30:00"],
    ["at once by night, early", "2026-11-24 23:30:00", "2026-11-24 23:08:00", "2026-11-24 23:08:00"],
    ["at once by night, two hours late", "2026-11-24 19:30:00", "2026-11-24 21:30:00", "2026-11-24 21:30:00"],
    ["at 08:00, two hours and a second late", "2026-11-24 19:30:00", "2026-11-24 21:30:01", "2026-11-25 08:00:00"],
    ["at 08:00, late at 21:00 sharp", "2026-11-24 15:00:00", "2026-11-24 21:00:00", "2026-11-25 08:00:00"],
    [
      "at 08:00 of the same day, late past midnight",
      "2026-11-24 15:00:00",
      "2026-11-25 00:00:00",
      "2026-11-25 08:00:00",
    ],
    ["at 08:00, late a second before", "2026-11-24 15:00:00", "2026-11-25 07:59:59", "2026-11-25 08:00:00"],
    ["at once at 08:00 sharp", "2026-11-24 15:00:00", "2026-11-25 08:00:00", "2026-11-25 08:00:00"],
    ["at 08:00 of the next year", "2026-12-31 15:00:00", "2026-12-31 22:00:00", "2027-01-01 08:00:00"],
  ])("comes %s", (_, promised, ready, sent) => {
    expect(noticeDueAt(at(promised), at(ready), "America/Sao_Paulo")).toEqual(at(sent));
  });
});
