import { toRenew } from "../../core/operator/api-wallets.ts";
import { sendPage } from "../../http/page/page.tsx";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import { createFigures } from "./create-figures.ts";
import { TodayPage } from "./today-page.tsx";

const days = 14;

/** The route of the page Hoje, which the owner reads in the morning. */
export function todayRoutes({ prisma, clock, apiWallets, site }: Panel) {
  const readFigures = createFigures(prisma);
  return {
    "GET /hoje": async (visit) => {
      const now = clock.now();
      const figures = await readFigures(now, days, visit.zone);
      const renewals = toRenew(await apiWallets()).length;
      sendPage(visit.response, <TodayPage {...{ site, visit, figures, renewals, now }} />);
    },
  } satisfies Partial<Handlers>;
}
