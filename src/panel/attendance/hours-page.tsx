import type { Fault } from "../../core/register/check-input.ts";
import { Faults, Form } from "../ui/form.tsx";
import { DaysField, HoursTable } from "../ui/hours-table.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";

/** The form of the attendance hours, with a line for each weekday, and of the holidays. */
export function HoursPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  fields: Readonly<Record<string, unknown>>;
  faults: readonly Fault[];
}) {
  const { site, visit, fields, faults } = props;
  return (
    <PanelPage site={site} visit={visit} title="Horário de atendimento" path="/horario">
      <h1>Horário de atendimento</h1>
      <p class="quiet">
        Fora dele o robô diz quando vocês respondem, e continua atendendo. Dia em branco é dia sem atendimento. Feriados
        nacionais já contam, e os da cidade e do estado ficam em <a href="/painel/filiais">Filiais</a>, onde uma filial
        também pode ter o seu próprio horário.
      </p>
      <Faults faults={faults} />
      <Form action="/painel/horario" class="card hours">
        <HoursTable {...{ fields, faults }} />
        <DaysField
          label="Outros dias sem atendimento"
          hint="Um dia por linha, como 08/12/2026. Não mudam vencimento, multa nem juros."
          {...{ fields, faults }}
        />
        <p class="actions">
          <button type="submit" class="main">
            Salvar
          </button>
        </p>
      </Form>
    </PanelPage>
  );
}
