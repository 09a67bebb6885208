import type { Registrar, RegistrationRequest } from "../../ports.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import { isEarly } from "../../registration/is-early.ts";
import type { Deps } from "../deps.ts";
import { registrationRequest } from "./registration-request.ts";
import { settleRegistration } from "./settle-registration.ts";

/**
 * How long a job has its boleto for itself. A bank that takes several calls may take longer; whatever job comes next
 * looks the boleto up before it sends anything.
 */
const callMs = 10_000;
/** Time after a refused repeat until the bank is asked whether it has the boleto all the same. */
const doubtMs = 60_000;

/**
 * Job: has the bank register a boleto, or asks how far it is. A boleto that was sent before is sent again only after
 * the bank said that it does not know our reference, so that a lost answer makes no second boleto. A refusal counts only
 * if nothing was sent before, or if the bank refused two repeats and did not know the boleto in between: it may refuse a
 * repeat because it has the first. A duplicate job does nothing. `isAwaited`: a person waits for the answer.
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
    return { request: { ...request, isAwaited }, callingUntil };
  });
  if (!call) return;
  const answer = await askBank(deps, call);
  await settleRegistration(deps, boletoId, answer);
}

async function askBank(
  deps: Deps,
  { request, callingUntil }: { request: RegistrationRequest; callingUntil: Date },
): Promise<BankAnswer> {
  const { boleto: before } = request;
  const registrar = deps.registrarOf(request.bankWallet);
  if (!before.sentAt) return register(deps, registrar, request);
  const known = await registrar.lookUp(request).catch(unknown);
  if (known.kind !== "not-found") return known;
  // Committed before the call, as the first time. The new `sentAt` gives slow bank records the full time again.
  const isOurs = await deps.storage.transaction(async (records) => {
    const boleto = await records.lockBoleto(request.boleto.id);
    // The look-up took so long that another job took over, or the boleto is being cancelled.
    if (boleto?.status !== "registering" || boleto.callingUntil?.getTime() !== callingUntil.getTime()) return false;
    const sentAt = deps.clock.now();
    const change = { sentAt, callingUntil: new Date(sentAt.getTime() + callMs), repeatRefusedAt: null };
    await records.changeBoleto(boleto.id, change);
    return true;
  });
  if (!isOurs) return { kind: "unknown" };
  const answer = await register(deps, registrar, request);
  if (answer.kind !== "refused" || before.repeatRefusedAt) return answer;
  const repeatRefusedAt = deps.clock.now();
  await deps.storage.transaction((records) => records.changeBoleto(before.id, { repeatRefusedAt }));
  return { kind: "unknown", nextLookUpAt: new Date(repeatRefusedAt.getTime() + doubtMs) };
}

const unknown = (): BankAnswer => ({ kind: "unknown" });

/** Registers. What the bank did not take up was not sent: the next attempt has nothing to look up first. */
async function register({ storage }: Deps, registrar: Registrar, request: RegistrationRequest): Promise<BankAnswer> {
  const { id, sentAt } = request.boleto;
  const answer = await registrar.register(request).catch(unknown);
  if (answer.kind !== "in-trouble") return answer;
  await storage.transaction(async (records) => {
    const boleto = await records.lockBoleto(id);
    if (boleto?.status === "registering") await records.changeBoleto(id, { sentAt: sentAt ?? null });
  });
  return answer;
}
