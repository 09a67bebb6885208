import type { CentralSite } from "./central-deps.ts";
import { DoorPage } from "./door-page.tsx";

/** A page that says what went wrong, with one link to go on. */
export function SayPage({ site, title, message }: { site: CentralSite; title: string; message: string }) {
  return (
    <DoorPage site={site} title={title}>
      <p>{message}</p>
      <p>
        <a class="button" href="/central">
          Ir para a Central
        </a>
      </p>
    </DoorPage>
  );
}
