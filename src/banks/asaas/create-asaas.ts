import type { CallPurpose } from "../../core/bank-ports.ts";
import type { Clock, Registrar, RegistrationRequest } from "../../core/ports.ts";
import type { BankAnswer, ListedPayment } from "../../core/registration/bank-answer.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import type { BankClient, Called } from "../rest/create-bank-client.ts";
import { joinReasons } from "../rest/fit.ts";
import { onlyOne } from "../rest/only-one.ts";
import { payerOf } from "../rest/payer-of.ts";
import { believeNotFound, pollAt, pollUnknown } from "../rest/poll-again.ts";
import { ownerOf } from "../rest/whose-title.ts";
import { type WithdrawalOf, withdraw } from "../rest/withdraw.ts";
import { type Charge, charge, chargeList, numbers, pixCode, problem } from "./asaas-answers.ts";
import { chargeAnswer, needsNumbers, paidStatuses, paymentOf } from "./charge-answer.ts";
import { chargeRequest, obstacleAt } from "./charge-request.ts";
import { findCustomer } from "./find-customer.ts";

/** How long the list may lag behind. Not documented; a charge sent twice is charged twice. */
const doubtMs = 2 * 60_000;
const laterMs = 60_000;
/** Asaas mostly has the numbers of a boleto at once. */
const soonMs = 3_000;
/** The largest page that Asaas gives. */
const limit = 100;
const mostPages = 100;

/**
 * Creates the registrar of Asaas, v3: numbered by the bank, with a customer to be made first. It has no idempotency key,
 * so charges are looked up by `externalReference` before any is repeated.
 */
export function createAsaas({
  call,
  clock,
  fetchPdf,
}: {
  call: BankClient;
  clock: Clock;
  /** Absent if our own PDF is wanted. */
  fetchPdf?: (address: string) => Promise<Uint8Array | undefined>;
}): Registrar {
  const lookUp = pollUnknown(lookUpOnce, clock);
  const pathOf = (id: string) => `/payments/${encodeURIComponent(id)}`;

  const callFor: WithdrawalOf = (known) =>
    known.bankReference === undefined ? undefined : { method: "DELETE", path: pathOf(known.bankReference) };

  /** Adds to a charge what Asaas tells only when it is asked apart: the numbers of its boleto, and its PIX. */
  async function answerTo(found: Charge, { lookUps }: { lookUps: number }): Promise<BankAnswer> {
    const asked = { lookUps, now: clock.now() };
    if (!needsNumbers(found)) return chargeAnswer(found, asked);
    const line = await call({ method: "GET", path: `${pathOf(found.id)}/identificationField` });
    const parsed = line.kind === "answer" && line.status < 300 ? numbers.safeParse(line.json) : undefined;
    if (!parsed?.success) return chargeAnswer(found, asked);
    // Without a PIX key in the account there is no PIX; the boleto is as good without it.
    const pix = await call({ method: "GET", path: `${pathOf(found.id)}/pixQrCode`, purpose: "pix" });
    const code = pix.kind === "answer" && pix.status < 300 ? pixCode.safeParse(pix.json) : undefined;
    return chargeAnswer(found, {
      ...asked,
      numbers: parsed.data,
      ...(code?.success && { pixCopiaECola: code.data.payload }),
    });
  }

  async function lookUpOnce({ boleto }: RegistrationRequest): Promise<BankAnswer> {
    const { bankReference } = boleto;
    if (bankReference === undefined) return findByReference(boleto);
    const called = await call({ method: "GET", path: pathOf(bankReference) });
    if (called.kind !== "answer") return called;
    const parsed = charge.safeParse(called.json);
    // Asaas gave this reference itself, so "not found" does not prove that there is no charge.
    return called.status < 300 && parsed.success ? answerTo(parsed.data, boleto) : { kind: "unknown" };
  }

  async function findByReference(boleto: RegistrationRequest["boleto"]): Promise<BankAnswer> {
    const externalReference = shortReference(boleto.id);
    const listed = await list({ externalReference }, "look-ups");
    if (listed.kind !== "all") return listed;
    const now = clock.now();
    const owned = listed.data.map((one) => ({ one, owner: ownerOf(one.externalReference, externalReference, boleto) }));
    const ours = owned.filter(({ owner }) => owner === "ours").map(({ one }) => one);
    const answers = ours.map((one) => chargeAnswer(one, { lookUps: boleto.lookUps, now }));
    const known = await onlyOne(answers, { call, callFor, now });
    if (known) {
      const chosen = ours.find(({ id }) => "bankReference" in known && known.bankReference === id);
      return chosen ? answerTo(chosen, boleto) : known;
    }
    // The list was asked for this reference alone.
    const isUntold = owned.some(({ owner }) => owner === "untold");
    return isUntold ? { kind: "unknown" } : believeNotFound(boleto, now, doubtMs);
  }

  async function list(query: Record<string, string>, purpose: CallPurpose) {
    const data = [];
    for (let page = 0; page < mostPages; page++) {
      const called = await call({
        method: "GET",
        path: "/payments",
        purpose,
        query: { ...query, limit, offset: page * limit },
      });
      if (called.kind !== "answer") return called;
      const parsed = chargeList.safeParse(called.json);
      if (called.status >= 300 || !parsed.success) return { kind: "unknown" } as const;
      data.push(...parsed.data.data);
      if (!parsed.data.hasMore) return { kind: "all", data } as const;
    }
    return { kind: "unknown" } as const;
  }

  return {
    async register({ boleto }) {
      const payer = payerOf(boleto);
      if (!payer) return { kind: "refused", reason: "Falta o endereço completo do assinante." };
      const obstacle = obstacleAt(boleto);
      if (obstacle !== undefined) return { kind: "refused", reason: obstacle };
      const found = await findCustomer(call, payer);
      const called =
        found.kind === "none"
          ? found.called
          : await call({ method: "POST", path: "/payments", body: chargeRequest(boleto, found.id) });
      if (called.kind === "in-trouble") return called;
      const made = called.kind === "answer" && called.status < 300 ? charge.safeParse(called.json) : undefined;
      // It is there now: its numbers are asked for by look-ups, which may fail and be repeated.
      if (made?.success) {
        const nextLookUpAt = pollAt(boleto, clock.now(), soonMs);
        return { kind: "processing", bankReference: made.data.id, nextLookUpAt };
      }
      const reason = refusalOf(called);
      if (reason !== undefined) return { kind: "refused", reason };
      return { kind: "unknown", nextLookUpAt: pollAt(boleto, clock.now(), laterMs) };
    },
    lookUp,
    cancel: (request) => withdraw(request, { call, clock, lookUp, callFor, isDone: true }),
    async payments({ from, to }) {
      const payments: ListedPayment[] = [];
      for (const status of paidStatuses) {
        const listed = await list({ status, "paymentDate[ge]": from, "paymentDate[le]": to }, "payments");
        if (listed.kind !== "all") return listed;
        payments.push(...listed.data.map((one) => paymentOf(one, clock.now())));
      }
      return { kind: "payments", payments };
    },
    ...(fetchPdf && {
      async pdf({ boleto }: RegistrationRequest) {
        if (boleto.bankReference === undefined) return undefined;
        const called = await call({ method: "GET", path: pathOf(boleto.bankReference) });
        const parsed = called.kind === "answer" ? charge.safeParse(called.json) : undefined;
        const address = parsed?.data?.bankSlipUrl;
        return address ? fetchPdf(address) : undefined;
      },
    }),
  };
}

/** Returns the reason of a refusal; undefined if it is not certain that Asaas refused. */
function refusalOf(called: Called): string | undefined {
  if (called.kind !== "answer" || called.status < 400) return undefined;
  const parsed = problem.safeParse(called.json);
  if (!parsed.success) return undefined;
  return joinReasons(
    parsed.data.errors.map(({ code, description }) => [code, description].filter(Boolean).join(" ")),
    `Recusado pelo Asaas (${called.status}).`,
  );
}
