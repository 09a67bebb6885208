import { z } from "zod";
import { sendPage } from "../../http/page/page.tsx";
import type { PanelDeps } from "../panel-deps.ts";
import { PanelPage } from "../ui/panel-page.tsx";
import type { Handlers } from "../ui/visit.ts";
import { ChangeList } from "./change-list.tsx";

const cursor = z.string().regex(/^\d{1,18}$/);

/** Who changed what. */
export function auditRoutes({ audit, site }: PanelDeps): Pick<Handlers, "GET /registro"> {
  return {
    "GET /registro": async (visit) => {
      const { data: before } = cursor.safeParse(visit.request.query.antes);
      const { lines, next } = await audit.lines({ limit: 50, ...(before !== undefined && { before }) });
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
  };
}
