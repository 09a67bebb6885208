import { sendPage } from "../http/page/page.tsx";
import type { PanelDeps } from "./panel-deps.ts";
import { type MenuEntry, menuFor } from "./ui/menu.ts";
import { PanelPage } from "./ui/panel-page.tsx";
import type { Handlers } from "./ui/visit.ts";

/** Where one arrives. */
export function homeRoutes({ site }: PanelDeps): Pick<Handlers, "GET /"> {
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
  };
}

function pagesOf(entries: readonly MenuEntry[]): Extract<MenuEntry, { path: string }>[] {
  return entries.flatMap((entry) => ("path" in entry ? (entry.path === "/" ? [] : [entry]) : pagesOf(entry.entries)));
}
