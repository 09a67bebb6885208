import { randomUUID } from "node:crypto";
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
import { invoice, invoiceList, problem } from "./cora-answers.ts";
import { invoiceAnswer, paymentOf } from "./invoice-answer.ts";
import { invoiceRequest, obstacleAt } from "./invoice-request.ts";

/** Short, because a request repeated with the same key makes no second charge: trusting "not found" early is safe. */
const doubtMs = 30_000;
const charges = "/v2/invoices";
/** The largest page that Cora gives. */
const perPage = 200;
const mostPages = 100;

/**
 * Creates the registrar of Cora, invoices v2: numbered by the bank, with an idempotency key. The key of a registration
 * is the boleto's id, which is a UUID as Cora wants it and the same at every repeat.
 */
export function createCora({
  call,
  clock,
  pix,
  isStage,
  fetchPdf,
}: {
  call: BankClient;
  clock: Clock;
  pix: boolean;
  isStage: boolean;
  /** Absent if our own PDF is wanted. */
  fetchPdf?: (address: string) => Promise<Uint8Array | undefined>;
}): Registrar {
  const lookUp = pollUnknown(lookUpOnce, clock);
  const pathOf = (id: string) => `${charges}/${encodeURIComponent(id)}`;
  const answerOf = (given: unknown, { lookUps }: { lookUps: number }): BankAnswer => {
    const parsed = invoice.safeParse(given);
    return parsed.success ? invoiceAnswer(parsed.data, { lookUps, now: clock.now(), isStage }) : { kind: "unknown" };
  };

  /** A new key each time: with an old one, Cora might repeat what it answered before. */
  const callFor: WithdrawalOf = ({ bankReference }) =>
    bankReference === undefined
      ? undefined
      : { method: "DELETE", path: pathOf(bankReference), headers: keyOf(randomUUID()) };

  async function lookUpOnce({ boleto }: RegistrationRequest): Promise<BankAnswer> {
    const { bankReference } = boleto;
    if (bankReference === undefined) return findByReference(boleto);
    const called = await call({ method: "GET", path: pathOf(bankReference) });
    if (called.kind !== "answer") return called;
    // Cora gave this reference itself, so "not found" does not prove that there is no charge.
    return called.status >= 300 ? { kind: "unknown" } : answerOf(called.json, boleto);
  }

  /** The list cannot be filtered by our reference, so it is asked for the payer's charges of that due date. */
  async function findByReference(boleto: RegistrationRequest["boleto"]): Promise<BankAnswer> {
    const { dueDate, slip } = boleto;
    const search = slip.payer.document.replace(/\W/g, "");
    const listed = await list({ start: dueDate, end: dueDate, search }, "look-ups");
    if (listed.kind !== "all") return listed;
    const now = clock.now();
    const reference = shortReference(boleto.id);
    const owned = listed.items.map((one) => ({ one, owner: ownerOf(one.code, reference, boleto) }));
    const ours = owned.filter(({ owner }) => owner === "ours");
    const answers = ours.map(({ one }) => invoiceAnswer(one, { lookUps: boleto.lookUps, now, isStage }));
    const known = await onlyOne(answers, { call, callFor, now });
    if (known) return known;
    // The payer may have charges that somebody else made: one without a name could be ours if its amount is.
    const isDoubtful = owned.some(
      ({ one, owner }) => owner === "untold" && (one.total_amount ?? boleto.amountCents) === boleto.amountCents,
    );
    return isDoubtful ? { kind: "unknown" } : believeNotFound(boleto, now, doubtMs);
  }

  async function list(query: Record<string, string>, purpose: CallPurpose) {
    const items = [];
    for (let page = 1; page <= mostPages; page++) {
      const called = await call({ method: "GET", path: charges, purpose, query: { ...query, page, perPage } });
      if (called.kind !== "answer") return called;
      const parsed = invoiceList.safeParse(called.json);
      if (called.status >= 300 || !parsed.success) return { kind: "unknown" } as const;
      items.push(...parsed.data.items);
      if (parsed.data.items.length < perPage) return { kind: "all", items } as const;
    }
    return { kind: "unknown" } as const;
  }

  return {
    async register(request) {
      const { boleto } = request;
      const payer = payerOf(boleto);
      if (!payer) return { kind: "refused", reason: "Falta o endereço completo do assinante." };
      const obstacle = obstacleAt(boleto, payer);
      if (obstacle !== undefined) return { kind: "refused", reason: obstacle };
      const body = invoiceRequest(boleto, payer, { pix });
      const called = await call({ method: "POST", path: charges, headers: keyOf(boleto.id), body });
      if (called.kind === "in-trouble") return called;
      const made = called.kind === "answer" && called.status < 300 ? answerOf(called.json, boleto) : undefined;
      if (made && made.kind !== "unknown") return made;
      const reason = refusalOf(called);
      if (reason !== undefined) return { kind: "refused", reason };
      return { kind: "unknown", nextLookUpAt: pollAt(boleto, clock.now(), doubtMs) };
    },
    lookUp,
    cancel: (request) => withdraw(request, { call, clock, lookUp, callFor, isDone: true }),
    async payments({ from, to }) {
      const listed = await list({ state: "PAID", start: from, end: to }, "payments");
      if (listed.kind !== "all") return listed;
      const payments: ListedPayment[] = listed.items.map((one) => paymentOf(one, clock.now()));
      return { kind: "payments", payments };
    },
    ...(fetchPdf && {
      async pdf({ boleto }: RegistrationRequest) {
        if (boleto.bankReference === undefined) return undefined;
        const called = await call({ method: "GET", path: pathOf(boleto.bankReference) });
        const parsed = called.kind === "answer" ? invoice.safeParse(called.json) : undefined;
        const address = parsed?.data?.payment_options?.bank_slip?.url;
        return address ? fetchPdf(address) : undefined;
      },
    }),
  };
}

const keyOf = (key: string) => ({ "idempotency-key": key });

/** Returns the reason of a refusal; undefined if it is not certain that Cora refused. A 409 is about the key. */
function refusalOf(called: Called): string | undefined {
  if (called.kind !== "answer" || called.status < 400 || called.status === 409) return undefined;
  const parsed = problem.safeParse(called.json);
  if (!parsed.success) return undefined;
  const { errors, ...whole } = parsed.data;
  const said = [whole, ...(errors ?? [])].map(({ code, message }) => [code, message].filter(Boolean).join(" "));
  return said.some((reason) => reason !== "") ? joinReasons(said, "") : undefined;
}
