import type { Fault } from "../../core/register/check-input.ts";
import { columnsOf } from "../../csv/import-columns.ts";
import { Check, Field } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";

const labelled = Object.entries(columnsOf("contracts")).flatMap(([heading, { panel }]) =>
  panel?.on === "plan" ? [[heading, panel.label] as const] : [],
);
const labels: Readonly<Record<string, string>> = Object.fromEntries(labelled);

/** The fields of the form. Their names are those of the columns in the CSV import. */
export const planFields = labelled.map(([heading]) => heading);

/** The page with the form for the billing of a contract. */
export function PlanPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  id: string;
  address: string;
  fields: Readonly<Record<string, string>>;
  faults: readonly Fault[];
}) {
  const { site, visit, id, address, fields, faults } = props;
  const field = (name: string) => ({ name, label: labels[name] ?? name, value: fields[name], faults });
  return (
    <PanelPage site={site} visit={visit} title={`Faturamento do contrato ${id}`} path="/faturamento">
      <p class="trail">
        <a href="/painel/faturamento">Faturamento automático</a>
      </p>
      <h1>Contrato {id}</h1>
      <p class="quiet">{address}</p>
      <Faults faults={faults} labels={labels} />
      <Form action={`/painel/faturamento/contrato/${encodeURIComponent(id)}`} class="card">
        <Check
          name="gerar_faturas"
          label={labels.gerar_faturas ?? ""}
          checked={fields.gerar_faturas === "sim"}
          hint="Deixe desligado se o seu ERP fatura este contrato."
        />
        <Field {...field("faturar_desde")} hint="Como 11/2026. A fatura do uso de novembro vence em dezembro." />
        <Field {...field("preco")} inputMode="decimal" hint="Como 109,90" />
        <Field {...field("desconto")} inputMode="decimal" hint="Para quem paga até o vencimento. Em branco, nenhum." />
        <Field {...field("dia_vencimento")} inputMode="numeric" hint="De 1 a 31; 29 a 31 viram o fim do mês." />
        <Field {...field("dias_antes")} inputMode="numeric" hint="De 0 a 28. Em branco, 10." />
        <Field {...field("inicio")} hint="Como 20/11/2026. O primeiro mês sai proporcional aos dias." />
        <Field {...field("fim")} hint="Como 05/03/2027. O último mês sai proporcional aos dias." />
        <p class="actions">
          <button type="submit" class="main">
            Salvar
          </button>
        </p>
      </Form>
    </PanelPage>
  );
}
