import type { BankDesk } from "../../core/bank-ports.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { RegistrationRequest } from "../../core/ports.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import type { BankClient } from "../rest/create-bank-client.ts";
import { ownerOf } from "../rest/whose-title.ts";
import { bbDate, type Detail, detail, list } from "./bb-answers.ts";

/**
 * Result of searching for a boleto whose number only the bank knows. It is unknown as well if a title that could be it
 * has no reference in the bank's books.
 */
export type Found =
  | { kind: "found"; id: string; title: Detail }
  | { kind: "none" }
  | { kind: "unknown" }
  | { kind: "in-trouble"; retryAt: Date };

const mostPages = 5;
/** Open titles, and those that were settled or closed before their answer came. */
const situations = ["A", "B"] as const;

/**
 * Searches for our reference among the titles with the same due date and amount that were registered since the boleto
 * was issued. The list does not contain the reference, so the details of each candidate are read.
 */
export async function findUnnumbered(
  bank: { call: BankClient; desk: Pick<BankDesk, "unclaimed"> },
  request: RegistrationRequest,
): Promise<Found> {
  const call = retryOnce(bank.call);
  let isDoubtful = false;
  for (const situation of situations) {
    const found = await findAmong(situation, { ...bank, call }, request);
    if (found.kind === "untold") isDoubtful = true;
    else if (found.kind !== "none") return found;
  }
  return { kind: isDoubtful ? "unknown" : "none" };
}

/** `untold`: a title that could be ours, and of which the bank keeps no reference. */
type Seen = Found | { kind: "untold" };

async function findAmong(
  indicadorSituacao: (typeof situations)[number],
  { call, desk }: { call: BankClient; desk: Pick<BankDesk, "unclaimed"> },
  request: RegistrationRequest,
): Promise<Seen> {
  const { boleto, bankWallet } = request;
  const { account } = bankWallet;
  const { amountCents } = boleto;
  let none: Seen = { kind: "none" };
  for (let page = 0, indice: number | undefined = undefined; page < mostPages; page++) {
    const called = await call({
      method: "GET",
      path: "/boletos",
      query: {
        indicadorSituacao,
        agenciaBeneficiario: Number(account.agencia),
        contaBeneficiario: Number(account.conta),
        dataInicioVencimento: bbDate(boleto.dueDate),
        dataFimVencimento: bbDate(boleto.dueDate),
        dataInicioRegistro: bbDate(localDate(boleto.issuedAt, brasilia)),
        indice,
      },
    });
    if (called.kind !== "answer") return called;
    // The API's way to return an empty list; a list that went on cannot be empty.
    if (called.status === 404) return page === 0 ? none : { kind: "unknown" };
    const parsed = list.safeParse(called.json);
    if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
    const { boletos, indicadorContinuidade, proximoIndice } = parsed.data;
    const alike = boletos.filter(({ valorOriginal }) => (valorOriginal ?? amountCents) === amountCents);
    // Many titles share a due date and an amount: skip those that belong to other boletos of ours.
    const ids = alike.map(({ numeroBoletoBB }) => numeroBoletoBB);
    for (const id of await desk.unclaimed(bankWallet.id, ids)) {
      const result = await readTitle(call, id, request);
      if (result.kind === "untold") none = result;
      else if (result.kind !== "none") return result;
    }
    if (indicadorContinuidade === "N") return none;
    if (proximoIndice == null) return { kind: "unknown" };
    indice = proximoIndice;
  }
  return { kind: "unknown" };
}

/** Retries each call once, because a search takes many calls and one failure would make it useless. */
const retryOnce =
  (call: BankClient): BankClient =>
  async (bankCall) => {
    const called = await call(bankCall);
    return called.kind === "unknown" ? call(bankCall) : called;
  };

async function readTitle(call: BankClient, id: string, { boleto, bankWallet }: RegistrationRequest): Promise<Seen> {
  const query = { numeroConvenio: bankWallet.account.beneficiario };
  const called = await call({ method: "GET", path: `/boletos/${id}`, query });
  if (called.kind !== "answer") return called;
  const parsed = detail.safeParse(called.json);
  if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
  switch (ownerOf(parsed.data.numeroTituloCedenteCobranca, shortReference(boleto.id), boleto)) {
    case "ours":
      return { kind: "found", id, title: parsed.data };
    case "untold":
      return { kind: "untold" };
    case "foreign":
      return { kind: "none" };
  }
}
