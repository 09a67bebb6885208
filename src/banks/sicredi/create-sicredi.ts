import { addDays, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { Clock, Registrar, RegistrationRequest } from "../../core/ports.ts";
import type { BankAnswer, ListedPayment } from "../../core/registration/bank-answer.ts";
import { tinyReference } from "../../core/registration/short-reference.ts";
import { settleRefusal } from "../rest/after-sending.ts";
import type { BankClient, Called } from "../rest/create-bank-client.ts";
import { joinReasons } from "../rest/fit.ts";
import { listedPayment } from "../rest/listed-payment.ts";
import { payerOf } from "../rest/payer-of.ts";
import { believeNotFound, pollAt, pollUnknown } from "../rest/poll-again.ts";
import { answerUnlessOurs } from "../rest/whose-title.ts";
import { type WithdrawalOf, withdraw } from "../rest/withdraw.ts";
import { issueRequest, nossoNumeroOf } from "./issue-request.ts";
import { paidList, problem, registered, title } from "./sicredi-answers.ts";
import { titleAnswer } from "./title-answer.ts";

/** Short, because a second boleto with the same nosso número is refused: trusting "not found" early is safe. */
const doubtMs = 30_000;
const mostPages = 100;

/** Creates the registrar of Sicredi: synchronous, with our own nosso número. */
export function createSicredi({
  call,
  clock,
  pix,
  codigoBeneficiario,
}: {
  call: BankClient;
  clock: Clock;
  pix: boolean;
  codigoBeneficiario: string;
}): Registrar {
  const lookUp = pollUnknown(lookUpOnce, clock);

  async function lookUpOnce({ boleto }: RegistrationRequest): Promise<BankAnswer> {
    const query = { codigoBeneficiario, nossoNumero: nossoNumeroOf(boleto) };
    const called = await call({ method: "GET", path: "/boletos", query });
    if (called.kind !== "answer") return called;
    const now = clock.now();
    if (called.status === 404) return believeNotFound(boleto, now, doubtMs);
    const parsed = title.safeParse(called.json);
    if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
    return answerUnlessOurs(parsed.data.seuNumero, tinyReference(boleto.id), boleto) ?? titleAnswer(parsed.data, now);
  }

  return {
    async register(request) {
      const { boleto } = request;
      const payer = payerOf(boleto);
      if (!payer) return { kind: "refused", reason: "Falta o endereço completo do assinante." };
      if (boleto.slip.abatementCents) return { kind: "refused", reason: "A API do Sicredi não registra abatimento." };
      const called = await call({ method: "POST", path: "/boletos", body: issueRequest(request, payer, { pix }) });
      if (called.kind === "in-trouble") return called;
      const made = called.kind === "answer" && called.status < 300 ? registered.safeParse(called.json) : undefined;
      if (made?.success) {
        const { qrCode, ...bars } = made.data;
        return { kind: "registered", title: { ...bars, ...(qrCode && { pixCopiaECola: qrCode }) } };
      }
      const reason = refusalOf(called);
      if (reason === undefined) return { kind: "unknown", nextLookUpAt: pollAt(boleto, clock.now(), doubtMs) };
      return settleRefusal(request, { reason, lookUp });
    },
    lookUp,
    cancel(request) {
      const path = `/boletos/${nossoNumeroOf(request.boleto)}/baixa`;
      const headers = { codigobeneficiario: codigoBeneficiario };
      const callFor: WithdrawalOf = ({ kind }) =>
        kind === "registered" ? { method: "PATCH", path, headers, body: {} } : undefined;
      return withdraw(request, { call, clock, lookUp, callFor, isDone: false });
    },
    async payments({ from, to }) {
      const payments: ListedPayment[] = [];
      for (let day = from; day <= to; day = addDays(day, 1)) {
        const listed = await paidOn(day);
        if (listed.kind !== "all") return listed;
        payments.push(...listed.payments);
      }
      return { kind: "payments", payments };
    },
  };

  async function paidOn(day: IsoDate) {
    const payments: ListedPayment[] = [];
    const dia = day.split("-").reverse().join("/");
    for (let pagina = 0; pagina < mostPages; pagina++) {
      const query = { codigoBeneficiario, dia, pagina };
      const called = await call({ method: "GET", path: "/boletos/liquidados/dia", query, purpose: "payments" });
      if (called.kind !== "answer") return called;
      const parsed = paidList.safeParse(called.json);
      if (called.status >= 300 || !parsed.success) return { kind: "unknown" } as const;
      for (const { nossoNumero, seuNumero, dataPagamento, valorLiquidado } of parsed.data.items)
        payments.push({
          nossoNumero: nossoNumero.replace(/^0+/, ""),
          ...(seuNumero && { reference: seuNumero }),
          // The list is of one day: it is told even where the payment's own field is not.
          ...listedPayment(dataPagamento ?? day, valorLiquidado, day),
        });
      if (!parsed.data.hasNext) return { kind: "all", payments } as const;
    }
    return { kind: "unknown" } as const;
  }
}

/** Returns the reason of a refusal; undefined if it is not certain that the bank refused. */
function refusalOf(called: Called): string | undefined {
  if (called.kind !== "answer" || called.status < 400) return undefined;
  const parsed = problem.safeParse(called.json);
  if (!parsed.success) return undefined;
  return joinReasons(
    parsed.data.map(({ code, message }) => [code, message].filter(Boolean).join(" ")),
    `Recusado pelo Sicredi (${called.status}).`,
  );
}
