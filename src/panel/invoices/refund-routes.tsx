import { z } from "zod";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import { listRefunds, resolveRefund } from "./refunds.ts";
import { RefundsPage } from "./refunds-page.tsx";

const most = 200;

/** The routes of Devolver ou creditar: the payments that settled no invoice. */
export function refundRoutes({ prisma, clock, site }: Panel) {
  return {
    "GET /devolver": async (visit) => {
      const payments = await listRefunds(prisma, most);
      sendPage(visit.response, <RefundsPage {...{ site, visit, payments }} />);
    },
    "POST /devolver/:id": async (visit) => {
      const { data: id } = z.uuid().safeParse(visit.request.params.id);
      if (id === undefined) throw new Problem(404, "Não encontrado.");
      const resolved = await resolveRefund(prisma, id, visit.author, clock.now());
      return visit.goOn("/devolver", resolved ? "Anotado como resolvido." : "Este pagamento já estava resolvido.");
    },
  } satisfies Partial<Handlers>;
}
