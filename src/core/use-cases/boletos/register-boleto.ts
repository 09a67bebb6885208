import type { Registrar, RegistrationRequest } from "../../ports.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import { isEarly } from "../../registration/is-early.ts";
import type { Deps } from "../deps.ts";
import { registrationRequest } from "./registration-request.ts";
import { settleRegistration } from "./settle-registration.ts";

/** A call to a bank is over by then, one way or the other: clients give up earlier. */
const callMs = 10_000;

/**
 * Job: has the bank register a boleto, or asks how far it is. What was sent once is never sent again before the bank
 * was asked for our reference and does not know it: a lost answer makes no second boleto. A repeat of the job ends here.
 */
export async function registerBoleto(deps: Deps, boletoId: string): Promise<void> {
  const begun = await deps.storage.transaction(async (records) => {
    const boleto = await records.lockBoleto(boletoId);
    const now = deps.clock.now();
    if (boleto?.status !== "registering" || isEarly(boleto, now)) return undefined;
    if (boleto.callingUntil && boleto.callingUntil > now) return undefined;
    const request = await registrationRequest(records, boleto);
    if (!request) return undefined;
    // Committed before the call: whoever finds it set knows that the bank may have the boleto.
    const callingUntil = new Date(now.getTime() + callMs);
    await records.changeBoleto(boletoId, { callingUntil, ...(!boleto.sentAt && { sentAt: now }) });
    return { request, sentBefore: boleto.sentAt !== undefined, callingUntil };
  });
  if (!begun) return;
  const answer = await ask(deps, begun);
  await settleRegistration(deps, boletoId, answer);
}

async function ask(
  deps: Deps,
  { request, sentBefore, callingUntil }: { request: RegistrationRequest; sentBefore: boolean; callingUntil: Date },
): Promise<BankAnswer> {
  const registrar = deps.registrarOf(request.bankWallet);
  if (!sentBefore) return register(registrar, request);
  const known = await registrar.lookUp(request).catch(unknown);
  if (known.kind !== "not-found") return known;
  // Committed before the call, as the first time: a bank whose books are slow is given their time anew.
  const isOurs = await deps.storage.transaction(async (records) => {
    const boleto = await records.lockBoleto(request.boleto.id);
    // The look took so long that another job goes on, or it is to be cancelled by now.
    if (boleto?.status !== "registering" || boleto.callingUntil?.getTime() !== callingUntil.getTime()) return false;
    const sentAt = deps.clock.now();
    await records.changeBoleto(boleto.id, { sentAt, callingUntil: new Date(sentAt.getTime() + callMs) });
    return true;
  });
  if (!isOurs) return { kind: "unknown" };
  return register(registrar, request);
}

const unknown = (): BankAnswer => ({ kind: "unknown" });
const register = (registrar: Registrar, request: RegistrationRequest) => registrar.register(request).catch(unknown);
