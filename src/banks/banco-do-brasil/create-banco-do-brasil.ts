import type { BankDesk } from "../../core/bank-ports.ts";
import type { Clock, Registrar, RegistrationRequest } from "../../core/ports.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import type { BankClient, Called } from "../rest/create-bank-client.ts";
import { joinReasons } from "../rest/fit.ts";
import { payerOf } from "../rest/payer-of.ts";
import { believeNotFound, pollAt, pollUnknown } from "../rest/poll-again.ts";
import { detail, pixAnswer, refusal, registered, titleId } from "./bb-answers.ts";
import type { BbSettings } from "./bb-settings.ts";
import { detailAnswer } from "./detail-answer.ts";
import { findUnnumbered } from "./find-unnumbered.ts";
import { registerRequest } from "./register-request.ts";

/** Error code: a title with this nosso número already exists. */
const alreadyIncluded = "4874915";
/**
 * How long "not found" is doubted after sending. Under our own number a duplicate would be refused; under the bank's
 * number only its list can tell, and the list may lag.
 */
const doubtMs = { ours: 60_000, banks: 10 * 60_000 };
/** The bank refuses changes and cancellation during this time after registration. */
const untouchableMs = 30 * 60_000;
const slackMs = 60_000;
const firstPollMs = 31_000;

/**
 * Creates the registrar of Banco do Brasil, API Cobranças v2. A title has state 80 until it is registered. The nosso
 * número is ours under a convênio of type 4, the bank's under type 3.
 */
export function createBancoDoBrasil({
  call,
  desk,
  clock,
  settings,
}: {
  call: BankClient;
  desk: Pick<BankDesk, "unclaimed">;
  clock: Clock;
  settings: BbSettings;
}): Registrar {
  const lookUp = pollUnknown(lookUpOnce, clock);

  async function lookUpOnce(request: RegistrationRequest): Promise<BankAnswer> {
    const { boleto, bankWallet } = request;
    const id = titleId(request);
    if (id === undefined) {
      const found = await findUnnumbered({ call, desk }, request);
      if (found.kind === "found") return answerOf(found.id, request, found.title);
      return found.kind === "none" ? believeNotFound(boleto, clock.now(), doubtMs.banks) : found;
    }
    const called = await call({
      method: "GET",
      path: `/boletos/${id}`,
      query: { numeroConvenio: bankWallet.account.beneficiario },
    });
    if (called.kind !== "answer") return called;
    const now = clock.now();
    if (called.status === 404)
      return boleto.bankReference === undefined
        ? believeNotFound(boleto, now, doubtMs.ours)
        : // Accepted by the bank, but not visible yet.
          { kind: "processing", nextLookUpAt: pollAt(boleto, now, firstPollMs) };
    const parsed = detail.safeParse(called.json);
    if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
    const theirs = parsed.data.numeroTituloCedenteCobranca?.trim();
    if (theirs && theirs !== shortReference(boleto.id))
      return { kind: "refused", reason: `O nosso número já é de outro boleto (seu número ${theirs}).` };
    return answerOf(id, request, parsed.data);
  }

  /** Adds the PIX code, which the details lack, with a call of its own once the title is registered. */
  async function answerOf(
    id: string,
    { boleto, bankWallet }: RegistrationRequest,
    title: Parameters<typeof detailAnswer>[0],
  ): Promise<BankAnswer> {
    const answer = detailAnswer(title, id, boleto.lookUps, clock.now());
    if (answer.kind !== "registered" || !answer.title || boleto.status !== "registering") return answer;
    const called = await call({
      method: "GET",
      path: `/boletos/${id}/pix`,
      query: { numeroConvenio: bankWallet.account.beneficiario },
    });
    const pix = called.kind === "answer" && called.status < 300 ? pixAnswer.safeParse(called.json) : undefined;
    return pix?.success ? { ...answer, title: { ...answer.title, pixCopiaECola: pix.data.qrCode.emv } } : answer;
  }

  return {
    async register(request) {
      const { boleto } = request;
      const payer = payerOf(boleto);
      if (!payer) return { kind: "refused", reason: "Falta o endereço completo do assinante." };
      if (/\D/.test(payer.document)) return { kind: "refused", reason: "O Banco do Brasil só aceita CNPJ de números." };
      const called = await call({ method: "POST", path: "/boletos", body: registerRequest(request, payer, settings) });
      if (called.kind === "in-trouble") return called;
      const nextLookUpAt = pollAt(boleto, clock.now(), firstPollMs);
      const made = called.kind === "answer" ? registered.safeParse(called.json) : undefined;
      if (called.kind === "answer" && called.status < 300 && made?.success)
        return { kind: "processing", bankReference: made.data.numero, nextLookUpAt };
      const refused = refusalOf(called);
      if (refused?.some(({ code }) => code.startsWith(alreadyIncluded))) return lookUp(request);
      if (!refused) return { kind: "unknown", nextLookUpAt };
      const reasons = refused.map(({ code, message }) => [code, message].filter(Boolean).join(" "));
      return { kind: "refused", reason: joinReasons(reasons, "Recusado pelo Banco do Brasil.") };
    },
    lookUp,
    async cancel(request) {
      const { boleto, bankWallet } = request;
      if (!boleto.sentAt) return { kind: "cancelled" };
      const now = clock.now();
      const allowedAt = new Date(boleto.sentAt.getTime() + untouchableMs + slackMs);
      if (now < allowedAt) return { kind: "later", retryAt: allowedAt };
      const known = await lookUp(request);
      if (known.kind === "paid") return known;
      if (known.kind === "closed" || known.kind === "not-found" || known.kind === "refused")
        return { kind: "cancelled" };
      if (known.kind === "in-trouble") return { kind: "later", retryAt: known.retryAt };
      const id = known.kind === "registered" ? known.bankReference : undefined;
      if (id === undefined) return { kind: "unknown" };
      const called = await call({
        method: settings.cancelMethod,
        path: `/boletos/${id}/baixar`,
        body: { numeroConvenio: Number(bankWallet.account.beneficiario) },
      });
      if (called.kind === "in-trouble") return { kind: "later", retryAt: called.retryAt };
      return called.kind === "answer" && called.status < 300 ? { kind: "cancelled" } : { kind: "unknown" };
    },
  };
}

/** Returns the reasons of a refusal; undefined if it is not certain that the bank refused. */
function refusalOf(called: Called): { code: string; message: string }[] | undefined {
  if (called.kind !== "answer" || called.status < 400) return undefined;
  const parsed = refusal.safeParse(called.json);
  return parsed.success ? parsed.data : undefined;
}
