import type { Clock, Registrar, RegistrationRequest } from "../../core/ports.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import { settleRefusal } from "../rest/after-sending.ts";
import type { BankClient, Called } from "../rest/create-bank-client.ts";
import { joinReasons } from "../rest/fit.ts";
import { payerOf } from "../rest/payer-of.ts";
import { believeNotFound, pollAt, pollUnknown } from "../rest/poll-again.ts";
import { answerUnlessOurs } from "../rest/whose-title.ts";
import { type WithdrawalOf, withdraw } from "../rest/withdraw.ts";
import { issueRequest, titleKey } from "./issue-request.ts";
import { listPayments } from "./list-payments.ts";
import { readRanges } from "./read-ranges.ts";
import { copyAnswer, messages, titleAnswer as titleSchema } from "./sicoob-answers.ts";
import type { SicoobSettings } from "./sicoob-settings.ts";
import { titleAnswer } from "./title-answer.ts";

/** Short, because a second boleto with the same nosso número is refused: trusting "not found" early is safe. */
const doubtMs = 30_000;

/** Creates the registrar of Sicoob, Cobrança Bancária v3: synchronous, with our own nosso número. */
export function createSicoob({
  call,
  clock,
  settings,
  client,
}: {
  call: BankClient;
  clock: Clock;
  settings: SicoobSettings;
  /** The beneficiário's number at Sicoob, with its digit, and the kind of collection. */
  client: { numeroCliente: number; codigoModalidade: number };
}): Registrar {
  const lookUp = pollUnknown(lookUpOnce, clock);

  async function lookUpOnce(request: RegistrationRequest): Promise<BankAnswer> {
    const { boleto } = request;
    const called = await call({ method: "GET", path: "/boletos", query: titleKey(request) });
    if (called.kind !== "answer") return called;
    const now = clock.now();
    if (called.status === 204 || called.status === 404) return believeNotFound(boleto, now, doubtMs);
    const parsed = titleSchema.safeParse(called.json);
    if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
    const { resultado } = parsed.data;
    return answerUnlessOurs(resultado.seuNumero, shortReference(boleto.id), boleto) ?? titleAnswer(resultado, now);
  }

  return {
    async register(request) {
      const { boleto } = request;
      const payer = payerOf(boleto);
      if (!payer) return { kind: "refused", reason: "Falta o endereço completo do assinante." };
      const called = await call({ method: "POST", path: "/boletos", body: issueRequest(request, payer, settings) });
      if (called.kind === "in-trouble") return called;
      const entered = called.kind === "answer" ? titleSchema.safeParse(called.json) : undefined;
      if (called.kind === "answer" && called.status < 300 && entered?.success)
        return titleAnswer({ ...entered.data.resultado, situacaoBoleto: "Em Aberto" }, clock.now());
      const reason = refusalOf(called);
      if (reason === undefined) return { kind: "unknown", nextLookUpAt: pollAt(boleto, clock.now(), doubtMs) };
      return settleRefusal(request, { reason, lookUp });
    },
    lookUp,
    cancel(request) {
      const { nossoNumero, ...body } = titleKey(request);
      const path = `/boletos/${nossoNumero}/baixar`;
      const callFor: WithdrawalOf = ({ kind }) => (kind === "registered" ? { method: "POST", path, body } : undefined);
      return withdraw(request, { call, clock, lookUp, callFor, isDone: true });
    },
    payments: (period) => listPayments({ call, clock, numeroCliente: client.numeroCliente }, period),
    numberRanges: () => readRanges(call, client),
    ...(settings.pdf === "bank" && {
      async pdf(request: RegistrationRequest) {
        const query = { ...titleKey(request), gerarPdf: "true" };
        const called = await call({ method: "GET", path: "/boletos/segunda-via", query, purpose: "pdf" });
        const parsed = called.kind === "answer" ? copyAnswer.safeParse(called.json) : undefined;
        return parsed?.success ? new Uint8Array(Buffer.from(parsed.data.resultado.pdfBoleto, "base64")) : undefined;
      },
    }),
  };
}

/** Returns the reason of a refusal; undefined if it is not certain that the bank refused. */
function refusalOf(called: Called): string | undefined {
  if (called.kind !== "answer" || called.status < 400) return undefined;
  const parsed = messages.safeParse(called.json);
  if (!parsed.success) return undefined;
  return joinReasons(
    parsed.data.mensagens.map(({ codigo, mensagem }) => [codigo, mensagem].filter(Boolean).join(" ")),
    `Recusado pelo Sicoob (${called.status}).`,
  );
}
