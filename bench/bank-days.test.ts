import { expect, it } from "vitest";
import type { Planted } from "./bank-days/planted.ts";
import { runBankDays } from "./bank-days.ts";

// `DAYS=20 COUNT=2000 npm run bench:banks -- bank-days`. The short run is a test among the others.
const days = Number(process.env.DAYS ?? 20);
const boletos = Number(process.env.COUNT ?? 2000);
const seed = Number(process.env.SEED ?? 1);
const planted = process.env.PLANTED as Planted | undefined;

it("banking days", async () => {
  const { differences, faults, elapsedMs, ...counts } = await runBankDays({
    days,
    boletos,
    seed,
    ...(planted && { planted }),
  });
  console.log(JSON.stringify({ ...counts, seconds: Math.round(elapsedMs / 1000), faults }, undefined, 1));
  console.log(differences.map((one) => JSON.stringify(one, undefined, 1)).join("\n"));
  expect(differences).toEqual([]);
});
