import { z } from "zod";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { PanelDeps } from "../panel-deps.ts";
import type { Handlers } from "../ui/visit.ts";
import { RefundsPage } from "./refunds-page.tsx";

const most = 200;

/** Devolver ou creditar: payments that settled nothing. */
export function refundRoutes({ site, work }: PanelDeps): Pick<Handlers, "GET /devolver" | "POST /devolver/:id"> {
  return {
    "GET /devolver": async (visit) => {
      const payments = await work.invoices.refunds({ limit: most });
      sendPage(visit.response, <RefundsPage {...{ site, visit, payments }} />);
    },
    "POST /devolver/:id": async (visit) => {
      const { data: id } = z.uuid().safeParse(visit.request.params.id);
      if (id === undefined) throw new Problem(404, "Não encontrado.");
      const resolved = await work.invoices.resolve(id, visit.author);
      return visit.goOn("/devolver", resolved ? "Anotado como resolvido." : "Este pagamento já estava resolvido.");
    },
  };
}
