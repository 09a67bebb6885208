import type { Registrar, RegistrationRequest } from "../../ports.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import { isEarly } from "../../registration/is-early.ts";
import type { Deps } from "../deps.ts";
import { registrationRequest } from "./registration-request.ts";
import { settleRegistration } from "./settle-registration.ts";

/** Upper bound of a call to a bank; the clients time out earlier. */
const callMs = 10_000;

/**
 * Job: has the bank register a boleto, or asks how far it is. A boleto that was sent before is sent again only after
 * the bank said that it does not know our reference, so that a lost answer makes no second boleto. A duplicate job does
 * nothing. `isAwaited`: a person waits for the answer.
 */
export async function registerBoleto(deps: Deps, boletoId: string, isAwaited = false): Promise<void> {
  const call = await deps.storage.transaction(async (records) => {
    const boleto = await records.lockBoleto(boletoId);
    const now = deps.clock.now();
    if (boleto?.status !== "registering" || isEarly(boleto, now)) return undefined;
    if (boleto.callingUntil && boleto.callingUntil > now) return undefined;
    const request = await registrationRequest(records, boleto);
    if (!request) return undefined;
    // Committed before the call: whoever finds it set knows that the bank may have the boleto.
    const callingUntil = new Date(now.getTime() + callMs);
    await records.changeBoleto(boletoId, { callingUntil, ...(!boleto.sentAt && { sentAt: now }) });
    return { request: { ...request, isAwaited }, sentBefore: boleto.sentAt, callingUntil };
  });
  if (!call) return;
  const answer = await askBank(deps, call);
  await settleRegistration(deps, boletoId, answer);
}

async function askBank(
  deps: Deps,
  call: { request: RegistrationRequest; sentBefore: Date | undefined; callingUntil: Date },
): Promise<BankAnswer> {
  const { request, sentBefore, callingUntil } = call;
  const registrar = deps.registrarOf(request.bankWallet);
  if (!sentBefore) return register(deps, registrar, call);
  const known = await registrar.lookUp(request).catch(unknown);
  if (known.kind !== "not-found") return known;
  // Committed before the call, as the first time. The new `sentAt` gives slow bank records the full time again.
  const isOurs = await deps.storage.transaction(async (records) => {
    const boleto = await records.lockBoleto(request.boleto.id);
    // The look-up took so long that another job took over, or the boleto is being cancelled.
    if (boleto?.status !== "registering" || boleto.callingUntil?.getTime() !== callingUntil.getTime()) return false;
    const sentAt = deps.clock.now();
    await records.changeBoleto(boleto.id, { sentAt, callingUntil: new Date(sentAt.getTime() + callMs) });
    return true;
  });
  if (!isOurs) return { kind: "unknown" };
  return register(deps, registrar, call);
}

const unknown = (): BankAnswer => ({ kind: "unknown" });

/** Registers. What the bank did not take up was not sent: the next attempt has nothing to look up first. */
async function register(
  { storage }: Deps,
  registrar: Registrar,
  { request, sentBefore }: { request: RegistrationRequest; sentBefore: Date | undefined },
): Promise<BankAnswer> {
  const answer = await registrar.register(request).catch(unknown);
  if (answer.kind !== "in-trouble") return answer;
  await storage.transaction(async (records) => {
    const boleto = await records.lockBoleto(request.boleto.id);
    if (boleto?.status === "registering") await records.changeBoleto(boleto.id, { sentAt: sentBefore ?? null });
  });
  return answer;
}
