import type { RegistrationRequest } from "../../src/core/ports.ts";
import { shortReference } from "../../src/core/registration/short-reference.ts";
import { registrationRequest } from "../../src/core/use-cases/boletos/registration-request.ts";
import type { StorySubscriber } from "./enter-subscriber.ts";
import type { ApiBank, startBankServices } from "./start-bank-service.ts";

type Banks = Awaited<ReturnType<typeof startBankServices>>;

/** A subscriber's boleto at a bank's API, asked for and not sent yet, with the way to the bank. */
export async function askedAtBank(all: Banks, bank: ApiBank, story: StorySubscriber & { settings?: object } = {}) {
  const { settings, ...person } = story;
  const entered = await all.personAt(bank, { invoices: [{ due: "2026-12-10" }], ...person });
  const { app } = all.service;
  if (settings) all.settle(bank, `${entered.externalId}-0`, { ...all.standIns[bank].settings, ...settings });
  await entered.chat.tells("oi", "1", "1");
  const { id } = await app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: entered.invoiceIds } } });
  /** The boleto as it is stored now. */
  async function request(): Promise<RegistrationRequest> {
    const found = await app.storage.transaction(async (records) => {
      const boleto = await records.boleto(id);
      return boleto && registrationRequest(records, boleto);
    });
    if (!found) throw new Error("No boleto");
    return found;
  }
  const registrar = app.deps.registrarOf((await request()).bankWallet);
  return {
    ...entered,
    id,
    reference: shortReference(id),
    request,
    registrar,
    lookUp: async () => registrar.lookUp(await request()),
  };
}

/** The same, once it can be paid. */
export async function payableAtBank(...asked: Parameters<typeof askedAtBank>) {
  const boleto = await askedAtBank(...asked);
  await boleto.chat.waits(29, "minutes");
  boleto.chat.sees("já pode ser pago");
  return boleto;
}
