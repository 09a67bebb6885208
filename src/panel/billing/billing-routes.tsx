import { addDays, type IsoDate, parseIsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { PanelDeps } from "../panel-deps.ts";
import type { Handlers } from "../ui/visit.ts";
import { BillingPage } from "./billing-page.tsx";
import { BillingReportPage } from "./billing-report-page.tsx";

const contractsAPage = 1000;
const farthestDays = 62;
const mostLines = 500;

/** Faturamento automático: what is to come, what was done, and the run now. */
export function billingRoutes({
  site,
  work,
}: PanelDeps): Pick<Handlers, "GET /faturamento" | "POST /faturamento" | "GET /faturamento/:day"> {
  const { acts, billing } = work;
  return {
    "GET /faturamento": async (visit) => {
      const now = work.now();
      const { ate, depois } = visit.request.query;
      const until = untilOf(ate, localDate(now));
      const after = typeof depois === "string" && /^[0-9a-f-]{36}$/.test(depois) ? depois : undefined;
      const preview = await acts.previewBilling({ until, most: contractsAPage, ...(after !== undefined && { after }) });
      const [contracts, days] = [await billing.contracts(), await billing.days(14)];
      sendPage(visit.response, <BillingPage {...{ site, visit, until, preview, contracts, days, now }} />);
    },
    "POST /faturamento": async (visit) => {
      const { made, skipped } = await acts.runBilling();
      const said = made === 1 ? "1 fatura gerada" : `${made} faturas geradas`;
      return visit.goOn(
        "/faturamento",
        skipped > 0 ? `${said}, ${skipped} puladas: veja o relatório de hoje.` : `${said}.`,
      );
    },
    "GET /faturamento/:day": async (visit) => {
      const day = parseIsoDate(String(visit.request.params.day));
      if (!day) throw new Problem(404, "Não encontrado.");
      const lines = await billing.report(day, mostLines);
      sendPage(
        visit.response,
        <BillingReportPage {...{ site, visit, day, lines }} isCut={lines.length >= mostLines} />,
      );
    },
  };
}

function untilOf(given: unknown, today: IsoDate): IsoDate {
  const asked = typeof given === "string" ? parseIsoDate(given) : undefined;
  const last = addDays(today, farthestDays);
  if (!asked) return addDays(today, 1);
  return asked < today ? today : asked > last ? last : asked;
}
