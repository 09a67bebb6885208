import type { BankDesk } from "../../core/bank-ports.ts";
import type { Clock, Registrar, RegistrationRequest } from "../../core/ports.ts";
import type { BankWalletRecord } from "../../core/records/boleto-records.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import { settleRefusal } from "../rest/after-sending.ts";
import type { BankClient, Called } from "../rest/create-bank-client.ts";
import { joinReasons } from "../rest/fit.ts";
import { payerOf } from "../rest/payer-of.ts";
import { believeNotFound, pollAt, pollUnknown } from "../rest/poll-again.ts";
import { answerUnlessOurs } from "../rest/whose-title.ts";
import { type WithdrawalOf, withdraw } from "../rest/withdraw.ts";
import { detail, pixAnswer, refusal, registered, titleId } from "./bb-answers.ts";
import type { BbSettings } from "./bb-settings.ts";
import { detailAnswer } from "./detail-answer.ts";
import { findUnnumbered } from "./find-unnumbered.ts";
import { listPayments } from "./list-payments.ts";
import { registerRequest } from "./register-request.ts";

/**
 * How long "not found" is doubted after sending. Under our own number a duplicate would be refused; under the bank's
 * number only its list can tell, and the list may lag.
 */
const doubtMs = { ours: 60_000, banks: 10 * 60_000 };
/** The bank refuses changes and cancellation during this time after registration. */
const untouchableMs = 30 * 60_000;
const slackMs = 60_000;
const firstPollMs = 31_000;
/** A PIX that is missing is asked for this long after the boleto was issued. */
const pixMayComeMs = 24 * 3_600_000;

/**
 * Creates the registrar of Banco do Brasil, API Cobranças v2. A title has state 80 until it is registered. The nosso
 * número is ours under a convênio of type 4, the bank's under type 3.
 */
export function createBancoDoBrasil({
  call,
  desk,
  clock,
  settings,
  account,
}: {
  call: BankClient;
  desk: Pick<BankDesk, "unclaimed">;
  clock: Clock;
  settings: BbSettings;
  account: BankWalletRecord["account"];
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
    // Only 404 says that there is none. The bank's file lists 400 as well, for any faulty request.
    if (called.status === 404)
      return boleto.bankReference === undefined
        ? believeNotFound(boleto, now, doubtMs.ours)
        : // Accepted by the bank, but not visible yet.
          { kind: "processing", nextLookUpAt: pollAt(boleto, now, firstPollMs) };
    const parsed = detail.safeParse(called.json);
    if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
    const name = parsed.data.numeroTituloCedenteCobranca;
    return answerUnlessOurs(name, shortReference(boleto.id), boleto) ?? answerOf(id, request, parsed.data);
  }

  /** Adds the PIX code, which the details lack: as told at the registration, or with a call of its own. */
  async function answerOf(
    id: string,
    { boleto, bankWallet }: RegistrationRequest,
    title: Parameters<typeof detailAnswer>[0],
  ): Promise<BankAnswer> {
    const answer = detailAnswer(title, id, boleto.lookUps, clock.now());
    if (answer.kind !== "registered" || !answer.title || answer.paymentAnnounced) return answer;
    const isNew = clock.now().getTime() - boleto.issuedAt.getTime() < pixMayComeMs;
    const pixCopiaECola = boleto.pixCopiaECola ?? (isNew ? await pixOf(id, bankWallet) : undefined);
    return pixCopiaECola ? { ...answer, title: { ...answer.title, pixCopiaECola } } : answer;
  }

  async function pixOf(id: string, { account: { beneficiario } }: RegistrationRequest["bankWallet"]) {
    const query = { numeroConvenio: beneficiario };
    const called = await call({ method: "GET", path: `/boletos/${id}/pix`, query, purpose: "pix" });
    if (called.kind !== "answer" || called.status >= 300) return undefined;
    return pixAnswer.safeParse(called.json).data?.qrCode.emv;
  }

  return {
    async register(request) {
      const { boleto } = request;
      const payer = payerOf(boleto);
      if (!payer) return { kind: "refused", reason: "Falta o endereço completo do assinante." };
      if (/\D/.test(payer.document)) return { kind: "refused", reason: "O Banco do Brasil só aceita CNPJ de números." };
      const body = registerRequest(request, payer, settings, clock.now());
      const called = await call({ method: "POST", path: "/boletos", body });
      if (called.kind === "in-trouble") return called;
      const nextLookUpAt = pollAt(boleto, clock.now(), firstPollMs);
      const made = called.kind === "answer" ? registered.safeParse(called.json).data : undefined;
      if (called.kind === "answer" && called.status < 300 && made) {
        const pixCopiaECola = made.qrCode?.emv;
        return {
          kind: "processing",
          bankReference: made.numero,
          nextLookUpAt,
          ...(pixCopiaECola && { pixCopiaECola }),
        };
      }
      const refused = refusalOf(called);
      if (!refused) return { kind: "unknown", nextLookUpAt };
      const reasons = refused.map(({ code, message }) => [code, message].filter(Boolean).join(" "));
      const reason = joinReasons(reasons, "Recusado pelo Banco do Brasil.");
      // Under the bank's numbers a first request cannot be a repeat.
      if (!boleto.sentAt && titleId(request) === undefined) return { kind: "refused", reason };
      return settleRefusal(request, { reason, lookUp });
    },
    lookUp,
    async cancel(request) {
      const { boleto, bankWallet } = request;
      if (!boleto.sentAt) return { kind: "cancelled" };
      const now = clock.now();
      const allowedAt = new Date(boleto.sentAt.getTime() + untouchableMs + slackMs);
      if (now < allowedAt) return { kind: "later", retryAt: allowedAt };
      const body = { numeroConvenio: Number(bankWallet.account.beneficiario) };
      const callFor: WithdrawalOf = (known) =>
        known.kind === "registered" && known.bankReference !== undefined
          ? { method: "POST", path: `/boletos/${known.bankReference}/baixar`, body }
          : undefined;
      return withdraw(request, { call, clock, lookUp, callFor, isDone: true });
    },
    payments: (period) => listPayments({ call, account, settings }, period),
  };
}

/** Returns the reasons of a refusal; undefined if it is not certain that the bank refused. */
function refusalOf(called: Called): { code: string; message: string }[] | undefined {
  if (called.kind !== "answer" || called.status < 400) return undefined;
  const parsed = refusal.safeParse(called.json);
  return parsed.success ? parsed.data : undefined;
}
