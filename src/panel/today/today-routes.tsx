import { toRenew } from "../../core/operator/api-wallets.ts";
import { sendPage } from "../../http/page/page.tsx";
import type { PanelDeps } from "../panel-deps.ts";
import type { Handlers } from "../ui/visit.ts";
import { TodayPage } from "./today-page.tsx";

const days = 14;

/** Hoje: what the owner reads in the morning. */
export function todayRoutes({ site, work }: PanelDeps): Pick<Handlers, "GET /hoje"> {
  return {
    "GET /hoje": async (visit) => {
      const now = work.now();
      const figures = await work.figures(now, days);
      const renewals = toRenew(await work.apiWallets()).length;
      sendPage(visit.response, <TodayPage {...{ site, visit, figures, renewals, now }} />);
    },
  };
}
