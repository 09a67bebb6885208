import { z } from "zod";
import { toRenew } from "../../core/operator/api-wallets.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { PanelDeps } from "../panel-deps.ts";
import type { Handlers } from "../ui/visit.ts";
import { TroublesPage } from "./troubles-page.tsx";

const number = z.string().regex(/^\d{1,18}$/);
const job = z.object({ name: z.string().regex(/^[a-z-]{1,40}$/), id: z.uuid() });

type Routes =
  | "GET /problemas"
  | "POST /problemas/recebida/:id"
  | "POST /problemas/enviada/:id"
  | "POST /problemas/tarefa/:name/:id";

/** What went wrong for good, and the buttons to do it anew. */
export function troubleRoutes({ site, work }: PanelDeps): Pick<Handlers, Routes> {
  const { troubles } = work;
  const checked = <T,>(schema: z.ZodType<T>, params: unknown): T => {
    const { data, success } = schema.safeParse(params);
    if (!success) throw new Problem(404, "Não encontrado.");
    return data;
  };
  const said = (done: boolean) => (done ? "Feito de novo." : "Isto já não estava parado.");
  return {
    "GET /problemas": async (visit) => {
      const [banks, dead, unsent, unreachable, jobs] = [
        toRenew(await work.apiWallets()),
        await troubles.dead(),
        await troubles.unsent(),
        await troubles.unreachable(),
        await troubles.failedJobs(),
      ];
      sendPage(visit.response, <TroublesPage {...{ site, visit, banks, dead, unsent, unreachable, jobs }} />);
    },
    "POST /problemas/recebida/:id": async (visit) =>
      visit.goOn("/problemas", said(await troubles.replayDead(checked(number, visit.request.params.id), visit.author))),
    "POST /problemas/enviada/:id": async (visit) =>
      visit.goOn(
        "/problemas",
        said(await troubles.replayUnsent(checked(number, visit.request.params.id), visit.author)),
      ),
    "POST /problemas/tarefa/:name/:id": async (visit) =>
      visit.goOn("/problemas", said(await troubles.replayJob(checked(job, visit.request.params), visit.author))),
  };
}
