import { expect, it } from "vitest";
import { registerMany } from "../../../bench/register-many.ts";
import { type ApiBank, apiBanks } from "../../support/start-bank-service.ts";

// The short run of `npm run bench:banks`.
it.each(Object.keys(apiBanks) as ApiBank[])(
  "%s has each boleto once, whatever answers are lost, calls fail and jobs run twice",
  async (bank) => {
    const { asked, entered, seconds, lost, payable } = await registerMany(bank, 25);
    expect({ asked, entered, seconds, lost, payable }).toEqual({
      asked: 25,
      entered: 25,
      seconds: 0,
      lost: 0,
      payable: 25,
    });
  },
  120_000,
);
