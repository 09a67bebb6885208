import type { ComponentChildren } from "preact";
import { DemoBar, Page } from "../../http/page/page.tsx";
import { Csrf } from "../ui/form.tsx";
import type { PanelSite } from "../ui/panel-page.tsx";

/** A page for somebody who has not logged in, with a single task. */
export function DoorPage(props: { site: PanelSite; csrf?: string; title: string; children: ComponentChildren }) {
  const { site, csrf = "", title, children } = props;
  return (
    <Page
      title={`${title} · ${site.provider}`}
      styles={["/painel/assets/panel.css"]}
      scripts={["/painel/assets/panel.js"]}
    >
      <Csrf.Provider value={csrf}>
        {site.demo && <DemoBar />}
        <main class="door">
          <p class="brand">{site.provider}</p>
          <h1>{title}</h1>
          {children}
        </main>
      </Csrf.Provider>
    </Page>
  );
}

/** A page that says what went wrong, with one link to go on. */
export function SayPage({ site, title, message }: { site: PanelSite; title: string; message: string }) {
  return (
    <DoorPage site={site} title={title}>
      <p>{message}</p>
      <p>
        <a href="/painel">Ir para o painel</a>
      </p>
    </DoorPage>
  );
}
