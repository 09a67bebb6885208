import { sendPage } from "../page/page.tsx";
import { Check } from "./field.tsx";
import { Form } from "./form.tsx";
import { formValues } from "./form-values.ts";
import type { PanelDeps } from "./panel-deps.ts";
import { PanelPage } from "./panel-page.tsx";
import type { Handlers } from "./visit.ts";

/** Sistema → Identificação: how strictly people are recognised. */
export function identificationRoutes({
  site,
  work,
}: PanelDeps): Pick<Handlers, "GET /identificacao" | "POST /identificacao"> {
  const { identification } = work;
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
              checked={await identification.checksFirstContact()}
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
      await identification.setChecksFirstContact(checks, visit.author);
      return visit.goOn("/identificacao", "Salvo. Vale em alguns segundos.");
    },
  };
}
