import { z } from "zod";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import { formatNumber } from "../ui/format.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { readFilter } from "./contract-filter.ts";
import { countContracts } from "./count-contracts.ts";
import { countChanges, LinkPage, LinkRunPage } from "./link-page.tsx";
import { findLinkRun, type LinkRun, startLinkRun } from "./link-run.ts";
import { listWallets } from "./list-wallets.ts";
import { streamProgress } from "./stream-progress.ts";

const form = z.object({
  wallet: z.uuid().optional().catch(undefined),
  confirm: z.literal("sim").optional().catch(undefined),
  expected: z.string().max(100).optional().catch(undefined),
});

/** The routes on which many contracts are linked to one wallet: preview, confirmation, progress. */
export function linkRoutes(panel: Panel) {
  const { prisma, site } = panel;
  const runOf = async ({ request }: OperatorVisit): Promise<LinkRun> => {
    const { data: id } = z.uuid().safeParse(request.params.id);
    const run = id === undefined ? undefined : await findLinkRun(prisma, id);
    if (!run) throw new Problem(404, "Não encontrado.");
    return run;
  };
  return {
    "GET /contratos/vincular": async (visit) => {
      const { given, filter } = readFilter(visit.request.query);
      const [counts, wallets] = [await countContracts(prisma, filter), await listWallets(prisma)];
      sendPage(visit.response, <LinkPage {...{ site, visit, given, counts, wallets }} />);
    },
    "POST /contratos/vincular": async (visit) => {
      const { given, filter } = readFilter(visit.request.body);
      const { wallet, confirm, expected } = form.parse(visit.request.body);
      const [counts, wallets] = [await countContracts(prisma, filter), await listWallets(prisma)];
      const chosen = wallets.find(({ id, active }) => id === wallet && active);
      const show = (message?: string) => {
        const faults = message === undefined ? [] : [{ path: "wallet", message }];
        if (message !== undefined) visit.response.status(422);
        return sendPage(visit.response, <LinkPage {...{ site, visit, given, counts, wallets, chosen, faults }} />);
      };
      if (!chosen) return show("escolha uma carteira");
      const { change } = countChanges(counts, chosen);
      if (!confirm) return show();
      // Only what was confirmed may be linked, so this is refused if the wallet or the number of contracts has changed
      // since.
      if (expected !== `${chosen.id} ${change}`) return show("o que seria vinculado mudou: confira e confirme de novo");
      if (change === 0) return show("não há nada a mudar");
      const id = await startLinkRun(panel, filter, chosen.id, visit.author);
      return visit.goOn(`/contratos/vincular/${id}`);
    },
    "GET /contratos/vincular/:id": async (visit) => {
      const run = await runOf(visit);
      sendPage(visit.response, <LinkRunPage {...{ site, visit, run }} />);
    },
    "GET /contratos/vincular/:id/progresso": async (visit) => {
      const { id } = await runOf(visit);
      await streamProgress(visit.response, async () => {
        const run = await findLinkRun(prisma, id);
        if (!run || run.finished) return undefined;
        return {
          done: run.done,
          total: run.total,
          words: `${formatNumber(run.done)} de ${formatNumber(run.total)} contratos.`,
        };
      });
    },
  } satisfies Partial<Handlers>;
}
