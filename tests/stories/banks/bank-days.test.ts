import { describe, expect, it } from "vitest";
import type { Planted } from "../../../bench/bank-days/planted.ts";
import { runBankDays } from "../../../bench/bank-days.ts";

// The short run of `npm run bench:banks`.
const short = { days: 2, boletos: 24 };

describe("banking days at all banks, by API and by file", () => {
  it("end with the same books there and here, whatever call, post or file is lost, doubled, late or odd", async () => {
    const { differences, faults, payments } = await runBankDays(short);
    expect(differences).toEqual([]);
    expect(payments).toBeGreaterThan(short.boletos / 2);
    const kinds = ["lost", "hang", "reset", "500", "500-after", "429", "400-after"].map((fault) => `call: ${fault}`);
    const ofDays = ["403 for a while", "odd answers", "file lost for a day"].map((fault) => `day: ${fault}`);
    expect(Object.keys(faults)).toEqual(expect.arrayContaining([...kinds, ...ofDays]));
  }, 180_000);

  // A count that finds nothing has to show that it would.
  it.each([
    ["deaf to payments", "payment unseen"],
    ["repeats without looking", "second payable boleto"],
    ["cancels without the bank", "cancelled here, alive at the bank"],
  ] satisfies [Planted, string][])(
    "find a service that %s: %s",
    async (planted, kind) => {
      const { differences } = await runBankDays({ ...short, days: 1, planted });
      const [found] = differences.filter((one) => one.kind === kind);
      expect(found?.history).not.toHaveLength(0);
    },
    180_000,
  );
});
