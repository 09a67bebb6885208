import { z } from "zod";
import { toRenew } from "../../core/operator/api-wallets.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import { bankTroubles } from "../../storage/operator/bank-troubles.ts";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import { replayJob, replayUnanswered, replayUnsent } from "./replay-trouble.ts";
import { listFailedJobs, listUnanswered, listUnreachable, listUnsent } from "./troubles.ts";
import { TroublesPage } from "./troubles-page.tsx";

const number = z.string().regex(/^\d{1,18}$/);
const job = z.object({ name: z.string().regex(/^[a-z-]{1,40}$/), id: z.uuid() });

/** News of banks are shown for a week. */
const toldForMs = 7 * 86_400_000;

/** Routes of Problemas: permanent failures, and actions to retry them. */
export function troubleRoutes(panel: Panel) {
  const { prisma, site } = panel;
  const checked = <T,>(schema: z.ZodType<T>, params: unknown): T => {
    const { data, success } = schema.safeParse(params);
    if (!success) throw new Problem(404, "Não encontrado.");
    return data;
  };
  const noticeOf = (done: boolean) => (done ? "Feito de novo." : "Isto já não estava parado.");
  return {
    "GET /problemas": async (visit) => {
      const since = new Date(panel.clock.now().getTime() - toldForMs);
      const [banks, told, dead, unsent, unreachable, jobs] = [
        toRenew(await panel.apiWallets()),
        await bankTroubles(prisma, since),
        await listUnanswered(prisma),
        await listUnsent(prisma),
        await listUnreachable(prisma),
        await listFailedJobs(prisma),
      ];
      sendPage(visit.response, <TroublesPage {...{ site, visit, banks, told, dead, unsent, unreachable, jobs }} />);
    },
    "POST /problemas/recebida/:id": async (visit) =>
      visit.goOn(
        "/problemas",
        noticeOf(await replayUnanswered(panel, checked(number, visit.request.params.id), visit.author)),
      ),
    "POST /problemas/enviada/:id": async (visit) =>
      visit.goOn(
        "/problemas",
        noticeOf(await replayUnsent(panel, checked(number, visit.request.params.id), visit.author)),
      ),
    "POST /problemas/tarefa/:name/:id": async (visit) =>
      visit.goOn("/problemas", noticeOf(await replayJob(panel, checked(job, visit.request.params), visit.author))),
  } satisfies Partial<Handlers>;
}
