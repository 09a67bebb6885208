import { sendPage } from "../http/page/page.tsx";
import type { Panel } from "./panel.ts";
import type { Handlers } from "./ui/handlers.ts";
import { type MenuEntry, menuFor } from "./ui/menu.ts";
import { PanelPage } from "./ui/panel-page.tsx";

/** The route of the start page, which has a tile for each page that the role may open. */
export function homeRoutes({ site }: Panel) {
  return {
    "GET /": (visit) =>
      sendPage(
        visit.response,
        <PanelPage site={site} visit={visit} title="Início" path="/">
          <h1>Olá, {visit.operator.name}</h1>
          <ul class="tiles">
            {pagesOf(menuFor(visit.operator.role)).map(({ label, path }) => (
              <li key={path}>
                <a href={`/painel${path}`}>{label}</a>
              </li>
            ))}
          </ul>
        </PanelPage>,
      ),
  } satisfies Partial<Handlers>;
}

function pagesOf(entries: readonly MenuEntry[]): Extract<MenuEntry, { path: string }>[] {
  return entries.flatMap((entry) => ("path" in entry ? (entry.path === "/" ? [] : [entry]) : pagesOf(entry.entries)));
}
