import { addDays, type IsoDate, parseIsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { makeInvoices } from "../../core/use-cases/invoices/make-invoices.ts";
import { previewInvoices } from "../../core/use-cases/invoices/preview-invoices.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import { BillingPage } from "./billing-page.tsx";
import { BillingReportPage } from "./billing-report-page.tsx";
import { billingReport, countBilledContracts, listBillingDays } from "./billing-runs.ts";

const contractsAPage = 1000;
const farthestDays = 62;
const mostLines = 500;

/** The routes of Faturamento automático: the preview, past runs, and a run on request. */
export function billingRoutes({ prisma, clock, deps, site }: Panel) {
  return {
    "GET /faturamento": async (visit) => {
      const now = clock.now();
      const { ate, depois } = visit.request.query;
      const until = untilOf(ate, localDate(now, visit.zone));
      const after = typeof depois === "string" && /^[0-9a-f-]{36}$/.test(depois) ? depois : undefined;
      const preview = await previewInvoices(deps, {
        until,
        most: contractsAPage,
        ...(after !== undefined && { after }),
      });
      const [contracts, days] = [await countBilledContracts(prisma), await listBillingDays(prisma, 14)];
      sendPage(visit.response, <BillingPage {...{ site, visit, until, preview, contracts, days, now }} />);
    },
    "POST /faturamento": async (visit) => {
      const { made, skipped } = await makeInvoices(deps);
      const summary = made === 1 ? "1 fatura gerada" : `${made} faturas geradas`;
      return visit.goOn(
        "/faturamento",
        skipped > 0 ? `${summary}, ${skipped} puladas: veja o relatório de hoje.` : `${summary}.`,
      );
    },
    "GET /faturamento/:day": async (visit) => {
      const day = parseIsoDate(String(visit.request.params.day));
      if (!day) throw new Problem(404, "Não encontrado.");
      const lines = await billingReport(prisma, day, mostLines);
      sendPage(
        visit.response,
        <BillingReportPage {...{ site, visit, day, lines }} isCut={lines.length >= mostLines} />,
      );
    },
  } satisfies Partial<Handlers>;
}

function untilOf(given: unknown, today: IsoDate): IsoDate {
  const asked = typeof given === "string" ? parseIsoDate(given) : undefined;
  const last = addDays(today, farthestDays);
  if (!asked) return addDays(today, 1);
  return asked < today ? today : asked > last ? last : asked;
}
