import { Form } from "../page/form.tsx";
import type { CentralSite } from "./central-deps.ts";
import { DoorPage } from "./door-page.tsx";

/**
 * The page of a login link from the chat. Only the button uses the link up, because chat apps fetch links for previews.
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
