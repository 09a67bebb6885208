import type { ComponentChildren } from "preact";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";

/** A page below Carteiras de Cobrança, with a link back to the list. */
export function WalletsFrame(props: {
  site: PanelSite;
  visit: OperatorVisit;
  title: string;
  children: ComponentChildren;
}) {
  const { site, visit, title, children } = props;
  return (
    <PanelPage site={site} visit={visit} title={title} path="/carteiras">
      <p class="trail">
        <a href="/painel/carteiras">Carteiras de Cobrança</a>
      </p>
      <h1>{title}</h1>
      {children}
    </PanelPage>
  );
}
