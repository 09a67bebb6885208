import { z } from "zod";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { PanelDeps } from "../panel-deps.ts";
import type { Handlers, OperatorVisit } from "../ui/visit.ts";
import { numberWords } from "../ui/words.ts";
import { readFilter } from "./contract-filter.ts";
import type { LinkRun } from "./contracts-types.ts";
import { changing, LinkPage, LinkRunPage } from "./link-page.tsx";
import { streamProgress } from "./stream-progress.ts";

const form = z.object({
  wallet: z.uuid().optional().catch(undefined),
  confirm: z.literal("sim").optional().catch(undefined),
  expected: z.string().max(100).optional().catch(undefined),
});

type Routes =
  | "GET /contratos/vincular"
  | "POST /contratos/vincular"
  | "GET /contratos/vincular/:id"
  | "GET /contratos/vincular/:id/progresso";

/** Many contracts to one wallet: what would change, yes, and how far it is. */
export function linkRoutes({ contracts, site }: PanelDeps): Pick<Handlers, Routes> {
  const named = async ({ request }: OperatorVisit): Promise<LinkRun> => {
    const { data: id } = z.uuid().safeParse(request.params.id);
    const run = id === undefined ? undefined : await contracts.run(id);
    if (!run) throw new Problem(404, "Não encontrado.");
    return run;
  };
  return {
    "GET /contratos/vincular": async (visit) => {
      const { given, filter } = readFilter(visit.request.query);
      const [counts, wallets] = [await contracts.count(filter), await contracts.wallets()];
      sendPage(visit.response, <LinkPage {...{ site, visit, given, counts, wallets }} />);
    },
    "POST /contratos/vincular": async (visit) => {
      const { given, filter } = readFilter(visit.request.body);
      const { wallet, confirm, expected } = form.parse(visit.request.body);
      const [counts, wallets] = [await contracts.count(filter), await contracts.wallets()];
      const chosen = wallets.find(({ id, active }) => id === wallet && active);
      const show = (message?: string) => {
        const faults = message === undefined ? [] : [{ path: "wallet", message }];
        if (message !== undefined) visit.response.status(422);
        return sendPage(visit.response, <LinkPage {...{ site, visit, given, counts, wallets, chosen, faults }} />);
      };
      if (!chosen) return show("escolha uma carteira");
      const { change } = changing(counts, chosen);
      if (!confirm) return show();
      // What is linked is what was shown: not another wallet chosen since, nor a list that grew.
      if (expected !== `${chosen.id} ${change}`) return show("o que seria vinculado mudou: confira e confirme de novo");
      if (change === 0) return show("não há nada a mudar");
      const id = await contracts.startRun(filter, chosen.id, visit.author);
      return visit.goOn(`/contratos/vincular/${id}`);
    },
    "GET /contratos/vincular/:id": async (visit) => {
      const run = await named(visit);
      sendPage(visit.response, <LinkRunPage {...{ site, visit, run }} />);
    },
    "GET /contratos/vincular/:id/progresso": async (visit) => {
      const { id } = await named(visit);
      await streamProgress(visit.response, async () => {
        const run = await contracts.run(id);
        if (!run || run.finished) return undefined;
        return {
          done: run.done,
          total: run.total,
          words: `${numberWords(run.done)} de ${numberWords(run.total)} contratos.`,
        };
      });
    },
  };
}
