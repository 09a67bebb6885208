import { localTime } from "../../core/billing/calendar/local-time.ts";
import { type Zone, zones } from "../../core/billing/calendar/zone.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { Field, Select } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import type { FormBody } from "../ui/form-values.ts";
import { DaysField, HoursTable } from "../ui/hours-table.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";

/** What the form is for: a new branch, one that exists, or the provider's own place. */
export type BranchSubject =
  | { kind: "new" }
  | { kind: "branch"; name: string; mayDelete: boolean }
  | { kind: "provider" };

/** The form of a branch, or of contracts without one. */
export function BranchFormPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  subject: BranchSubject;
  given: FormBody;
  faults: readonly Fault[];
  now: Date;
}) {
  const { site, visit, subject, given, faults, now } = props;
  const isProvider = subject.kind === "provider";
  const title = isProvider ? "Contratos sem filial" : subject.kind === "new" ? "Nova filial" : subject.name;
  const action =
    subject.kind === "branch"
      ? `/painel/filiais/editar/${encodeURIComponent(subject.name)}`
      : `/painel/filiais/${isProvider ? "provedor" : "nova"}`;
  return (
    <PanelPage site={site} visit={visit} title={title} path="/filiais">
      <p class="trail">
        <a href="/painel/filiais">Filiais</a>
      </p>
      <h1>{title}</h1>
      <Faults faults={faults} />
      <Form action={action} class="card hours">
        {!isProvider && (
          <Field
            name="name"
            label="Nome"
            value={String(given.name ?? "")}
            faults={faults}
            maxLength={100}
            required
            hint="Como vem em filial nos contratos e nas carteiras. Um nome novo passa para todos eles."
          />
        )}
        <Select name="zone" label="Fuso horário" value={String(given.zone ?? "")} faults={faults}>
          {!isProvider && <option value="">como no provedor</option>}
          {(Object.keys(zones) as Zone[]).map((zone) => (
            <option key={zone} value={zone}>
              {zones[zone]} (agora {localTime(now, zone)})
            </option>
          ))}
        </Select>
        <DaysField
          label="Feriados da cidade e do estado"
          hint={`Um dia por linha, como 08/12/2026. O que vence neles é pago no próximo dia útil, sem multa nem juros, e ninguém atende. Os nacionais já contam.${isProvider ? "" : " Sem nada, valem os do provedor."}`}
          fields={given}
          faults={faults}
        />
        {!isProvider && (
          <fieldset>
            <legend>Horário de atendimento</legend>
            <p class="hint">Sem nada, vale o do provedor. Com algum dia escrito, os outros são fechados.</p>
            <HoursTable fields={given} faults={faults} />
          </fieldset>
        )}
        <p class="actions">
          <button type="submit" class="main">
            Salvar
          </button>
          <a href="/painel/filiais">Voltar</a>
        </p>
      </Form>
      {subject.kind === "branch" && subject.mayDelete && (
        <Form action={`/painel/filiais/apagar/${encodeURIComponent(subject.name)}`} class="actions" label="Apagar">
          <p class="quiet">Nenhum contrato é desta filial.</p>
          <button type="submit">Apagar a filial</button>
        </Form>
      )}
    </PanelPage>
  );
}
