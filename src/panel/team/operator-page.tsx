import type { Operator } from "../../core/operator/operator.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { Check, Field } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { RoleSelect } from "./team-page.tsx";

/** The page of an operator. `link` is shown only once, right after it was made. */
export function OperatorPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  operator: Operator;
  faults?: readonly Fault[];
  link?: string;
}) {
  const { site, visit, operator, faults = [], link } = props;
  const address = `/painel/operadores/${operator.id}`;
  return (
    <PanelPage site={site} visit={visit} title={operator.name} path="/operadores">
      <p class="trail">
        <a href="/painel/operadores">Operadores</a>
      </p>
      <h1>{operator.name}</h1>
      <p>{operator.email}</p>
      <Faults faults={faults} />
      {link && (
        <section class="notice good" aria-label="Link de senha">
          <p>
            Entregue este link a {operator.name}. Ele vale por um dia e uma vez só, e{" "}
            <strong>não aparece de novo</strong>:
          </p>
          <p>
            <code class="link">{link}</code>
          </p>
        </section>
      )}
      <section class="card">
        <Form action={address}>
          <Field name="name" label="Nome" value={operator.name} faults={faults} autoComplete="off" required />
          <RoleSelect value={operator.role} />
          <Check
            name="active"
            label="Ativo"
            checked={operator.active}
            hint="Desativado, sai na hora de todos os aparelhos e não entra mais. O que fez continua no registro."
          />
          <p class="actions">
            <button type="submit" class="main">
              Salvar
            </button>
          </p>
        </Form>
      </section>
      {operator.active && (
        <section class="card" aria-labelledby="link">
          <h2 id="link">Esqueceu a senha, ou perdeu o celular</h2>
          <p>
            Um novo link apaga a senha e a verificação em duas etapas, e tira {operator.name} de todos os aparelhos.
          </p>
          <Form action={`${address}/link`}>
            <p class="actions">
              <button type="submit">Fazer um novo link</button>
            </p>
          </Form>
        </section>
      )}
    </PanelPage>
  );
}
