import { z } from "zod";
import { formatBrl } from "../../core/billing/money/money.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import { formValues } from "../ui/form-values.ts";
import type { Handlers } from "../ui/handlers.ts";
import { mostToleranceCents, paymentTolerance, setPaymentTolerance } from "./payment-tolerance.ts";
import { listRefunds, resolveRefund } from "./refunds.ts";
import { RefundsPage } from "./refunds-page.tsx";

const most = 200;

/** Routes of Devolver ou creditar: payments that settled no invoice. */
export function refundRoutes({ prisma, clock, site }: Panel) {
  return {
    "GET /devolver": async (visit) => {
      const payments = await listRefunds(prisma, most);
      const toleranceCents = await paymentTolerance(prisma);
      sendPage(visit.response, <RefundsPage {...{ site, visit, payments, toleranceCents }} />);
    },
    "POST /devolver": async (visit) => {
      const cents = formValues.cents(visit.request.body, "tolerance");
      if (typeof cents !== "number" || cents < 0 || cents > mostToleranceCents)
        return visit.goOn("/devolver", `Não salvei: use um valor de R$ 0,00 a ${formatBrl(mostToleranceCents)}.`);
      await setPaymentTolerance(prisma, cents, visit.author, clock.now());
      return visit.goOn("/devolver", "Salvo.");
    },
    "POST /devolver/:id": async (visit) => {
      const { data: id } = z.uuid().safeParse(visit.request.params.id);
      if (id === undefined) throw new Problem(404, "Não encontrado.");
      const resolved = await resolveRefund(prisma, id, visit.author, clock.now());
      return visit.goOn("/devolver", resolved ? "Anotado como resolvido." : "Este pagamento já estava resolvido.");
    },
  } satisfies Partial<Handlers>;
}
