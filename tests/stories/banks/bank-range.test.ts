import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runBankRange } from "../../../src/app/commands/bank-range.ts";
import { bankWalletOf } from "../../../src/storage/turn/invoice-case.ts";
import { startBankServices } from "../../support/start-bank-service.ts";

let all: Awaited<ReturnType<typeof startBankServices>>;
beforeAll(async () => {
  all = await startBankServices(["sicoob", "bb4"], "2026-11-24 09:00");
});
afterAll(() => all.stop());

/** What the command prints about a wallet with this range of numbers, and its exit code. */
async function said(bank: "sicoob" | "bb4", range: { from: number; to: number }) {
  const { externalId } = await all.personAt(bank);
  const { app } = all.service;
  let text = "";
  const output = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  const code = await runBankRange({
    wallet: `${externalId}-0`,
    async find(id) {
      const wallet = bankWalletOf(await app.prisma.bankWallet.findUniqueOrThrow({ where: { externalId: id } }));
      return { ...wallet, nossoNumero: { ...wallet.nossoNumero, ...range } };
    },
    registrarOf: app.deps.registrarOf,
    output,
  });
  return { code, text };
}

it.each([
  ["without the digit, if the bank checks it", true, "de 1000 a 1999"],
  ["without the digit that the bank's ends include, if it does not", false, "de 100 a 199"],
])("the bank's range is shown %s", async (_, validaDigitoVerificadorNossoNumero, words) => {
  const range = { numeroInicial: 1000, numeroFinal: 1999, validaDigitoVerificadorNossoNumero };
  all.standIns.sicoob.ranges.splice(0, 9, range);
  expect((await said("sicoob", { from: 1000, to: 1999 })).text).toContain(`No banco: ${words}, sem o dígito.`);
});

it("a wallet whose range is not the bank's fails the command", async () => {
  all.standIns.sicoob.ranges.splice(0, 9, {
    ...{ numeroInicial: 1000, numeroFinal: 1999, validaDigitoVerificadorNossoNumero: true },
  });
  expect(await said("sicoob", { from: 1000, to: 1999 })).toMatchObject({ code: 0 });
  expect(await said("sicoob", { from: 1000, to: 2000 })).toMatchObject({
    code: 1,
    text: expect.stringContaining("A faixa da carteira está fora"),
  });
  all.standIns.sicoob.ranges.splice(0, 9);
  expect(await said("sicoob", { from: 1, to: 9 })).toMatchObject({ code: 1 });
});

it("a bank that names no ranges is said to be one", async () => {
  await expect(said("bb4", { from: 1, to: 9 })).rejects.toThrow("não informa faixas");
});
