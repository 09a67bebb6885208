import type { ComponentChildren } from "preact";
import { Csrf } from "../page/form.tsx";
import { DemoBar, Page } from "../page/page.tsx";
import type { CentralSite } from "./central-deps.ts";

/** A page for somebody who has not logged in, with a single task. */
export function DoorPage(props: { site: CentralSite; csrf?: string; title: string; children: ComponentChildren }) {
  const { site, csrf = "", title, children } = props;
  return (
    <Page
      title={`${title} · ${site.provider}`}
      styles={["/central/assets/central.css"]}
      scripts={["/central/assets/central.js"]}
    >
      <Csrf.Provider value={csrf}>
        {site.demo && <DemoBar />}
        <header class="bar">
          <p>
            <strong>{site.provider}</strong> <span>Central do Assinante</span>
          </p>
        </header>
        <main class="door">
          <h1>{title}</h1>
          {children}
        </main>
      </Csrf.Provider>
    </Page>
  );
}
