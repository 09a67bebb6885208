import { z } from "zod";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { PanelDeps } from "../panel-deps.ts";
import type { Handlers, OperatorVisit } from "../ui/visit.ts";
import { invoiceList } from "./invoice-list.ts";
import { InvoicePage } from "./invoice-page.tsx";
import { InvoicesPage } from "./invoices-page.tsx";

const pageSize = 50;
const listed = invoiceList.extend({ depois: z.string().max(80).optional().catch(undefined) });
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

type Routes =
  | "GET /faturas"
  | "GET /faturas/:id"
  | "POST /faturas/:id/boleto"
  | "POST /faturas/:id/enviar"
  | "POST /faturas/:id/cancelar";

/** Faturas: the lists, and the whole life of one. */
export function invoiceRoutes({ site, work }: PanelDeps): Pick<Handlers, Routes> {
  const { invoices, acts } = work;
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
      const now = work.now();
      const page = await invoices.list({
        filter,
        limit: pageSize,
        today: localDate(now),
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
      const invoice = await invoices.life(id);
      if (!invoice) throw new Problem(404, "Não encontrado.");
      const offers = await acts.offers(id);
      sendPage(visit.response, <InvoicePage {...{ site, visit, invoice, offers }} now={work.now()} />);
    },
    "POST /faturas/:id/boleto": async (visit) => {
      const invoiceId = idOf(visit);
      const { bankWalletId, replacing, chatId } = checked(issued, visit.request.body);
      const card = await acts.issue({
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
          : "Este banco não está mais disponível para esta fatura. Nada mudou.",
      );
    },
    "POST /faturas/:id/enviar": async (visit) => {
      const invoiceId = idOf(visit);
      const came = await acts.send({ invoiceId, by: visit.author, ...checked(sent, visit.request.body) });
      return visit.goOn(`/faturas/${invoiceId}`, sentWords[came]);
    },
    "POST /faturas/:id/cancelar": async (visit) => {
      const invoiceId = idOf(visit);
      const came = await acts.withdraw({ by: visit.author, ...checked(withdrawn, visit.request.body) });
      return visit.goOn(
        `/faturas/${invoiceId}`,
        came === "cancelling"
          ? "Boleto cancelado: o banco recebe o pedido de baixa, e quem esperava por ele é avisado."
          : "Este boleto já não valia. Nada mudou.",
      );
    },
  };
}

const sentWords = {
  sent: "Boleto enviado.",
  promised: "O boleto ainda está em registro: vai assim que puder ser pago.",
  "not-theirs": "Esta conversa não é do titular da fatura. Nada foi enviado.",
  "no-boleto": "Esta fatura não tem boleto que se possa pagar. Faça um primeiro.",
};
