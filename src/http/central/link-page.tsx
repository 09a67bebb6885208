import { Form } from "../page/form.tsx";
import type { CentralSite } from "./central-deps.ts";
import { DoorPage } from "./door-page.tsx";

/**
 * The page of a login link from the chat. The link is used up only when the button is pressed, because chat apps open
 * links by themselves to show a preview.
 */
export function LinkPage({ site, csrf, token }: { site: CentralSite; csrf: string; token: string }) {
  return (
    <DoorPage site={site} csrf={csrf} title="Entrar na Central">
      <p>Aqui você vê suas faturas, escolhe o banco e imprime o boleto.</p>
      <Form action="/central/abrir">
        <input type="hidden" name="link" value={token} />
        <p>
          <button type="submit" class="main">
            Entrar
          </button>
        </p>
      </Form>
    </DoorPage>
  );
}
