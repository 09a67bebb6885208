import { z } from "zod";
import { sendPage } from "../../http/page/page.tsx";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import { PanelPage } from "../ui/panel-page.tsx";
import { ChangeList } from "./change-list.tsx";
import { listAudit } from "./list-audit.ts";

const cursor = z.string().regex(/^\d{1,18}$/);

/** The routes of Registro de alterações, the audit log. */
export function auditRoutes({ prisma, site }: Panel) {
  return {
    "GET /registro": async (visit) => {
      const { data: before } = cursor.safeParse(visit.request.query.antes);
      const { lines, next } = await listAudit(prisma, { limit: 50, ...(before !== undefined && { before }) });
      sendPage(
        visit.response,
        <PanelPage site={site} visit={visit} title="Registro de alterações" path="/registro">
          <h1>Registro de alterações</h1>
          <ChangeList lines={lines} />
          {next && (
            <p>
              <a href={`/painel/registro?antes=${next}`}>Mais antigas</a>
            </p>
          )}
        </PanelPage>,
      );
    },
  } satisfies Partial<Handlers>;
}
