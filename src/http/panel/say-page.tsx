import { DoorPage } from "./door-page.tsx";
import type { PanelSite } from "./panel-page.tsx";

/** What went wrong, and the one thing to do. */
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
