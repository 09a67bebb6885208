import { sendPage } from "../../http/page/page.tsx";
import type { Panel } from "../panel.ts";
import { Check } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { formValues } from "../ui/form-values.ts";
import type { Handlers } from "../ui/handlers.ts";
import { PanelPage } from "../ui/panel-page.tsx";
import { checksFirstContact, setChecksFirstContact } from "./first-contact.ts";

/** The routes of Sistema → Identificação: how strictly subscribers are identified. */
export function identificationRoutes({ prisma, clock, site }: Panel) {
  return {
    "GET /identificacao": async (visit) =>
      sendPage(
        visit.response,
        <PanelPage {...{ site, visit }} title="Identificação" path="/identificacao">
          <h1>Identificação</h1>
          <Form action="/painel/identificacao" class="card">
            <Check
              name="checksFirstContact"
              label="Conferir CPF no primeiro contato"
              checked={await checksFirstContact(prisma)}
              hint="Números de telefone mudam de dono. Ligado, quem escreve pela primeira vez de um telefone do cadastro também diz os três primeiros números do CPF ou CNPJ, em três tentativas. Desligado, o telefone basta."
            />
            <p class="actions">
              <button type="submit" class="main">
                Salvar
              </button>
            </p>
          </Form>
        </PanelPage>,
      ),
    "POST /identificacao": async (visit) => {
      const checks = formValues.isOn(visit.request.body, "checksFirstContact");
      await setChecksFirstContact(prisma, checks, visit.author, clock.now());
      return visit.goOn("/identificacao", "Salvo. Vale em alguns segundos.");
    },
  } satisfies Partial<Handlers>;
}
