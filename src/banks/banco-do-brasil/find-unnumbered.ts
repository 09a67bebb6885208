import type { BankDesk } from "../../core/bank-ports.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import type { RegistrationRequest } from "../../core/ports.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import type { BankClient } from "../rest/create-bank-client.ts";
import { bbDate, type Detail, detail, list } from "./bb-answers.ts";

/** What was found of a boleto whose number only the bank knows. */
export type Found =
  | { kind: "found"; id: string; title: Detail }
  | { kind: "none" }
  | { kind: "unknown" }
  | { kind: "in-trouble"; retryAt: Date };

const mostPages = 5;

/**
 * Looks for our own reference among the titles of the same due date and amount that were entered since we sent it: the
 * list does not name it, each title's detail does.
 */
export async function findUnnumbered(
  bank: { call: BankClient; desk: Pick<BankDesk, "unclaimed"> },
  request: RegistrationRequest,
): Promise<Found> {
  const { boleto, bankWallet } = request;
  const { desk } = bank;
  const call = askTwice(bank.call);
  const { account } = bankWallet;
  for (let page = 0, indice: number | undefined = undefined; page < mostPages; page++) {
    const called = await call({
      method: "GET",
      path: "/boletos",
      query: {
        indicadorSituacao: "A",
        agenciaBeneficiario: Number(account.agencia),
        contaBeneficiario: Number(account.conta),
        dataInicioVencimento: bbDate(boleto.dueDate),
        dataFimVencimento: bbDate(boleto.dueDate),
        dataInicioRegistro: bbDate(localDate(boleto.issuedAt)),
        indice,
      },
    });
    if (called.kind !== "answer") return called;
    // So it says that there is none.
    if (called.status === 404) return { kind: "none" };
    const parsed = list.safeParse(called.json);
    if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
    const { boletos, indicadorContinuidade, proximoIndice } = parsed.data;
    const alike = boletos.filter(({ valorOriginal }) => valorOriginal === boleto.amountCents);
    // A whole plan is due on one day: those that are some other boleto's are not looked at.
    const ids = alike.map(({ numeroBoletoBB }) => numeroBoletoBB);
    for (const id of await desk.unclaimed(bankWallet.id, ids)) {
      const looked = await look(call, id, request);
      if (looked.kind !== "none") return looked;
    }
    if (indicadorContinuidade === "N") return { kind: "none" };
    indice = proximoIndice;
  }
  return { kind: "unknown" };
}

/** One look takes many questions, and is worth nothing where one of them fails: each may be asked once more. */
const askTwice =
  (call: BankClient): BankClient =>
  async (question) => {
    const called = await call(question);
    return called.kind === "unknown" ? call(question) : called;
  };

async function look(call: BankClient, id: string, { boleto, bankWallet }: RegistrationRequest): Promise<Found> {
  const query = { numeroConvenio: bankWallet.account.beneficiario };
  const called = await call({ method: "GET", path: `/boletos/${id}`, query });
  if (called.kind !== "answer") return called;
  const parsed = detail.safeParse(called.json);
  if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
  const ours = parsed.data.numeroTituloCedenteCobranca?.trim() === shortReference(boleto.id);
  return ours ? { kind: "found", id, title: parsed.data } : { kind: "none" };
}
