import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { PaymentList } from "../../core/registration/bank-answer.ts";
import type { BankClient, Called } from "../rest/create-bank-client.ts";
import { listedPayment } from "../rest/listed-payment.ts";
import { amountOf, referenceOf } from "./charge-answer.ts";
import { type Charge, chargeList } from "./inter-answers.ts";

/** Which charges of the account to list, of whatever system. Both days are inclusive. */
export interface ChargeFilter {
  from: IsoDate;
  to: IsoDate;
  by: "VENCIMENTO" | "PAGAMENTO";
  seuNumero?: string;
}

type Listed = { kind: "charges"; charges: Charge[] } | Exclude<Called, { kind: "answer" }>;

/** The bank returns at most this many a page. */
const pageSize = 1000;
/** A bank that never says that a page is the last is not asked for ever. */
const mostPages = 200;

/** Lists charges, all pages. */
export async function listCharges(call: BankClient, { from, to, by, seuNumero }: ChargeFilter): Promise<Listed> {
  const charges: Charge[] = [];
  for (let page = 0; page < mostPages; page++) {
    const called = await call({
      method: "GET",
      path: "/cobranca/v3/cobrancas",
      purpose: by === "PAGAMENTO" ? "payments" : "look-ups",
      query: {
        dataInicial: from,
        dataFinal: to,
        filtrarDataPor: by,
        seuNumero,
        "paginacao.itensPorPagina": pageSize,
        "paginacao.paginaAtual": page,
      },
    });
    if (called.kind !== "answer") return called;
    const parsed = chargeList.safeParse(called.json);
    if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
    charges.push(...parsed.data.cobrancas);
    if (parsed.data.ultimaPagina ?? parsed.data.cobrancas.length < pageSize) return { kind: "charges", charges };
  }
  return { kind: "unknown" };
}

/** Lists the payments that the bank booked on these days. */
export async function listPayments(call: BankClient, period: { from: IsoDate; to: IsoDate }): Promise<PaymentList> {
  const listed = await listCharges(call, { ...period, by: "PAGAMENTO" });
  if (listed.kind !== "charges") return listed;
  const paid = listed.charges.filter(({ cobranca }) => isPaid.has(cobranca.situacao));
  return {
    kind: "payments",
    payments: paid.map((charge) => {
      const { seuNumero, dataSituacao } = charge.cobranca;
      const nossoNumero = charge.boleto?.nossoNumero?.replace(/^0+/, "");
      return {
        ...referenceOf(charge),
        ...listedPayment(dataSituacao, amountOf(charge).amountCents, period.to),
        ...(seuNumero && { reference: seuNumero }),
        ...(nossoNumero && { nossoNumero }),
        ofTitle: true,
      };
    }),
  };
}

const isPaid: ReadonlySet<string> = new Set(["RECEBIDO", "MARCADO_RECEBIDO"]);
