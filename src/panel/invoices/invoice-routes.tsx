import { z } from "zod";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import type { Offers } from "../../core/billing/offers/offers.ts";
import { withdrawBoleto } from "../../core/use-cases/boletos/withdraw-boleto.ts";
import type { Deps } from "../../core/use-cases/deps.ts";
import { issueForOperator } from "../../core/use-cases/operator/issue-for-operator.ts";
import { sendBoleto } from "../../core/use-cases/operator/send-boleto.ts";
import { offersOf } from "../../core/use-cases/turn/offers-of.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { invoiceFilterQuery } from "./invoice-filter.ts";
import { invoiceLife } from "./invoice-life.ts";
import { InvoicePage } from "./invoice-page.tsx";
import { InvoicesPage } from "./invoices-page.tsx";
import { listInvoices } from "./list-invoices.ts";

const pageSize = 50;
const listed = invoiceFilterQuery.extend({ depois: z.string().max(80).optional().catch(undefined) });
const issued = z.object({
  bankWalletId: z.uuid(),
  replacing: z.uuid().optional(),
  chatId: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
const sent = z.object({ chatId: z.string().regex(/^\d{1,18}$/), key: z.string().min(1).max(64) });
const withdrawn = z.object({ boletoId: z.uuid() });

/** The routes of Faturas: the lists, and the page of an invoice with its history and its buttons. */
export function invoiceRoutes({ prisma, clock, deps, site }: Panel) {
  const idOf = ({ request }: OperatorVisit): string => {
    const { data } = z.uuid().safeParse(request.params.id);
    if (data === undefined) throw new Problem(404, "Não encontrado.");
    return data;
  };
  const checked = <T,>(schema: z.ZodType<T>, body: unknown): T => {
    const { data, success } = schema.safeParse(body);
    if (!success) throw new Problem(400, "Não entendi o que a página mandou.");
    return data;
  };
  return {
    "GET /faturas": async (visit) => {
      const { lista: filter, busca: search, depois: after } = listed.parse(visit.request.query);
      const now = clock.now();
      const page = await listInvoices(prisma, {
        filter,
        limit: pageSize,
        today: localDate(now, visit.zone),
        ...(search !== "" && { search }),
        ...(after !== undefined && { after }),
      });
      sendPage(
        visit.response,
        <InvoicesPage {...{ site, visit, filter, search, now, ...page }} isFirst={after === undefined} />,
      );
    },
    "GET /faturas/:id": async (visit) => {
      const id = idOf(visit);
      const invoice = await invoiceLife(prisma, id);
      if (!invoice) throw new Problem(404, "Não encontrado.");
      const offers = await offersFor(deps, id);
      sendPage(visit.response, <InvoicePage {...{ site, visit, invoice, offers }} now={clock.now()} />);
    },
    "POST /faturas/:id/boleto": async (visit) => {
      const invoiceId = idOf(visit);
      const { bankWalletId, replacing, chatId } = checked(issued, visit.request.body);
      const card = await issueForOperator(deps, {
        invoiceId,
        bankWalletId,
        by: visit.author,
        ...(replacing !== undefined && { replacing }),
        ...(chatId !== undefined && { chatId }),
      });
      return visit.goOn(
        `/faturas/${invoiceId}`,
        card
          ? `Vale o boleto do banco ${card.bankName}: ${card.status === "payable" ? "já pode ser pago" : "está em registro"}.`
          : "Este banco não está disponível para esta fatura agora, ou o banco do boleto anterior ainda vai dizer se ele foi pago. Nada mudou.",
      );
    },
    "POST /faturas/:id/enviar": async (visit) => {
      const invoiceId = idOf(visit);
      const outcome = await sendBoleto(deps, { invoiceId, by: visit.author, ...checked(sent, visit.request.body) });
      return visit.goOn(`/faturas/${invoiceId}`, sendOutcomes[outcome]);
    },
    "POST /faturas/:id/cancelar": async (visit) => {
      const invoiceId = idOf(visit);
      const outcome = await withdrawBoleto(deps, { by: visit.author, ...checked(withdrawn, visit.request.body) });
      return visit.goOn(
        `/faturas/${invoiceId}`,
        outcome === "cancelling"
          ? "Boleto cancelado: o banco recebe o pedido de baixa, e quem esperava por ele é avisado."
          : "Este boleto já não valia. Nada mudou.",
      );
    },
  } satisfies Partial<Handlers>;
}

/** Returns the banks that are on offer for an invoice now. */
async function offersFor({ storage, clock }: Deps, invoiceId: string): Promise<Offers | undefined> {
  const invoiceCase = await storage.transaction((records) => records.invoiceCase(invoiceId));
  return invoiceCase && offersOf(invoiceCase, clock.now());
}

const sendOutcomes = {
  sent: "Boleto enviado.",
  promised: "O boleto ainda está em registro: vai assim que puder ser pago.",
  announced: "O banco avisou que esta fatura foi paga, e a confirmação chega no próximo dia útil. Nada foi enviado.",
  "not-theirs": "Esta conversa não é do titular da fatura. Nada foi enviado.",
  "no-boleto": "Esta fatura não tem boleto que se possa pagar. Faça um primeiro.",
};
