import type { Operator } from "../../core/operator/operator.ts";
import { roles } from "../../core/operator/role.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { Field, Select } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";

/** The page that lists the operators, with a form for a new one. */
export function TeamPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  operators: readonly Operator[];
  faults?: readonly Fault[];
  given?: { email?: string; name?: string; role?: string };
}) {
  const { site, visit, operators, faults = [], given = {} } = props;
  return (
    <PanelPage site={site} visit={visit} title="Operadores" path="/operadores">
      <h1>Operadores</h1>
      <Faults faults={faults} />
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Nome</th>
              <th scope="col">E-mail</th>
              <th scope="col">Papel</th>
              <th scope="col">Situação</th>
            </tr>
          </thead>
          <tbody>
            {operators.map((operator) => (
              <tr key={operator.id}>
                <th scope="row">
                  <a href={`/painel/operadores/${operator.id}`}>{operator.name}</a>
                </th>
                <td data-label="E-mail">{operator.email}</td>
                <td data-label="Papel">{operator.role}</td>
                <td data-label="Situação">{stateOf(operator)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section class="card" aria-labelledby="novo">
        <h2 id="novo">Novo operador</h2>
        <Form action="/painel/operadores">
          <Field name="name" label="Nome" value={given.name} faults={faults} autoComplete="off" required />
          <Field
            name="email"
            label="E-mail"
            type="email"
            value={given.email}
            faults={faults}
            autoComplete="off"
            required
          />
          <RoleSelect value={given.role ?? "atendente"} />
          <p class="actions">
            <button type="submit" class="main">
              Cadastrar
            </button>
          </p>
        </Form>
      </section>
    </PanelPage>
  );
}

/** The field in which a role is chosen. */
export function RoleSelect({ value }: { value: string }) {
  return (
    <Select
      name="role"
      label="Papel"
      value={value}
      hint="O atendente vincula contratos e atende. O administrador também cuida das carteiras e dos operadores."
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {role}
        </option>
      ))}
    </Select>
  );
}

function stateOf({ active, hasPassword, hasTotp }: Operator): string {
  if (!active) return "desativado";
  if (!hasPassword) return "ainda não definiu a senha";
  return hasTotp ? "ativo, com duas etapas" : "ativo";
}
