import { z } from "zod";
import { sendPage } from "../page/page.tsx";
import type { CentralDeps } from "./central-deps.ts";
import { CentralPage } from "./central-page.tsx";
import { HistoryTable } from "./history-table.tsx";
import { ReceiptPaper } from "./receipt-paper.tsx";
import type { Handlers } from "./visit.ts";

/** The routes of Histórico: what was billed and paid in each month, and the receipts. */
export function historyRoutes({ central, site }: CentralDeps): Pick<Handlers, "GET /historico" | "GET /recibos/:id"> {
  return {
    "GET /historico": async (visit) => {
      const lines = await central.history(visit.subscriber.id);
      sendPage(
        visit.response,
        <CentralPage site={site} visit={visit} title="Histórico" path="/historico">
          <h1>Histórico</h1>
          {lines.length === 0 ? <p>Ainda não há fatura sua aqui.</p> : <HistoryTable lines={lines} />}
        </CentralPage>,
      );
    },
    "GET /recibos/:id": async (visit) => {
      const id = z.uuid().safeParse(visit.request.params.id).data;
      const receipt = id === undefined ? undefined : await central.receipt(visit.subscriber.id, id);
      if (!receipt) return visit.say(404, "Não encontrei", "Este recibo não existe, ou não é seu.");
      const back = { href: "/historico", label: "ao histórico" };
      return sendPage(
        visit.response,
        <CentralPage site={site} visit={visit} title="Recibo" path="/historico" back={back}>
          <ReceiptPaper provider={site.provider} receipt={receipt} />
        </CentralPage>,
      );
    },
  };
}
