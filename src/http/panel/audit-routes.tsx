import { z } from "zod";
import { fullDate } from "../../core/billing/date-words.ts";
import { localDate, localTime } from "../../core/billing/local-time.ts";
import { sendPage } from "../page/send-page.ts";
import type { Handlers } from "./handlers.ts";
import type { PanelDeps } from "./panel-deps.ts";
import { PanelPage } from "./panel-page.tsx";

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
          {lines.length === 0 && <p>Nada foi alterado ainda.</p>}
          <ol class="log">
            {lines.map(({ id, at, operatorName, sentence }) => (
              <li key={id}>
                <time dateTime={at.toISOString()}>
                  {fullDate(localDate(at))} {localTime(at)}
                </time>
                <p>
                  <strong>{operatorName}</strong> {sentence}
                </p>
              </li>
            ))}
          </ol>
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
