import { afterAll, expect, it } from "vitest";
import { type ApiBank, apiBanks } from "../tests/support/start-bank-service.ts";
import { registerMany } from "./register-many.ts";

// `npm run bench:banks`. The banks' own books are counted, not ours. The short run is a test among the others.
const count = Number(process.env.COUNT ?? 1000);
const rows: string[] = [];
afterAll(() => {
  console.log(
    [
      `${count} registrations at each bank: 10 % lost answers, 5 % of the jobs twice at once, 5 % 500s`,
      "",
      "| bank | asked | entered | second boletos | lost | payable | calls | seconds |",
      "|---|---|---|---|---|---|---|---|",
      ...rows,
    ].join("\n"),
  );
});

it.each(Object.keys(apiBanks) as ApiBank[])("%s", async (bank) => {
  const { asked, entered, seconds, lost, payable, calls, elapsedMs } = await registerMany(bank, count);
  rows.push(`| ${[bank, asked, entered, seconds, lost, payable, calls, (elapsedMs / 1000).toFixed(0)].join(" | ")} |`);
  expect({ seconds, lost, payable }).toEqual({ seconds: 0, lost: 0, payable: asked });
});
