import type { ComponentChildren } from "preact";
import { DemoBar, Page } from "../../http/page/page.tsx";
import { Csrf, Form } from "./form.tsx";
import { MenuList } from "./menu-list.tsx";
import { PanelZone } from "./moment.tsx";
import type { OperatorVisit } from "./visit.ts";

/** The installation that a page of the panel belongs to. */
export interface PanelSite {
  provider: string;
  demo: boolean;
}

/** A page of the panel, with its menu. `path` is the page of the menu to which this page belongs. */
export function PanelPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  title: string;
  path: string;
  refreshSeconds?: number;
  children: ComponentChildren;
}) {
  const { site, visit, title, path, children, refreshSeconds } = props;
  const { operator, csrf, notice } = visit;
  return (
    <Page
      title={`${title} · ${site.provider}`}
      styles={["/painel/assets/panel.css", "/painel/assets/work.css"]}
      scripts={["/painel/assets/panel.js", "/painel/assets/work.js"]}
      {...(refreshSeconds !== undefined && { refreshSeconds })}
    >
      <Csrf.Provider value={csrf}>
        <a class="skip" href="#conteudo">
          Ir para o conteúdo
        </a>
        {site.demo && <DemoBar />}
        <header class="bar">
          <p>
            <strong>{site.provider}</strong> <span>Painel</span>
          </p>
          <div class="who">
            <a href="/painel/conta">{operator.name}</a>
            <Form action="/painel/sair">
              <button type="submit">Sair</button>
            </Form>
          </div>
        </header>
        <div class="frame">
          <MenuList role={operator.role} path={path} />
          <main id="conteudo" tabIndex={-1}>
            {notice && (
              <p class="notice good" role="status">
                {notice}
              </p>
            )}
            <PanelZone.Provider value={visit.zone}>{children}</PanelZone.Provider>
          </main>
        </div>
      </Csrf.Provider>
    </Page>
  );
}
