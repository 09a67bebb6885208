import type { ComponentChildren } from "preact";
import { Csrf, Form } from "../page/form.tsx";
import { DemoBar, Page } from "../page/page.tsx";
import type { CentralSite } from "./central-deps.ts";
import type { OwnVisit } from "./visit.ts";

const sections = [
  { label: "Faturas", path: "/faturas" },
  { label: "Histórico", path: "/historico" },
] as const;

/** A page of the Central with its navigation. `path` is the section that the page belongs to. */
export function CentralPage(props: {
  site: CentralSite;
  visit: OwnVisit;
  title: string;
  path?: (typeof sections)[number]["path"];
  /** The page to which the link at the bottom leads back. */
  back?: { href: string; label: string };
  refreshSeconds?: number;
  children: ComponentChildren;
}) {
  const { site, visit, title, path, back, refreshSeconds, children } = props;
  return (
    <Page
      title={`${title} · ${site.provider}`}
      styles={["/central/assets/central.css"]}
      scripts={["/central/assets/central.js"]}
      {...(refreshSeconds !== undefined && { refreshSeconds })}
    >
      <Csrf.Provider value={visit.csrf}>
        <a class="skip" href="#conteudo">
          Ir para o conteúdo
        </a>
        {site.demo && <DemoBar />}
        <header class="bar">
          <p>
            <a href="/central">
              <strong>{site.provider}</strong>
            </a>{" "}
            <span>Central do Assinante</span>
          </p>
          <Form action="/central/sair">
            <button type="submit">Sair</button>
          </Form>
        </header>
        <nav aria-label="Seções">
          {sections.map((section) => (
            <a
              key={section.path}
              href={`/central${section.path}`}
              {...(section.path === path && { "aria-current": "true" as const })}
            >
              {section.label}
            </a>
          ))}
        </nav>
        <main id="conteudo" tabIndex={-1}>
          {visit.notice && (
            <p class="notice good" role="status">
              {visit.notice}
            </p>
          )}
          {children}
          {back && (
            <p class="back">
              <a href={`/central${back.href}`}>Voltar {back.label}</a>
            </p>
          )}
        </main>
      </Csrf.Provider>
    </Page>
  );
}
