import type { ComponentChildren } from "preact";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate, localTime } from "../../core/billing/calendar/local-time.ts";
import { type Zone, zones } from "../../core/billing/calendar/zone.ts";
import { formatNumber } from "../ui/format.ts";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import type { ListedBranch } from "./list-branches.ts";

/** How many of the next holidays the list names. */
const holidaysShown = 3;

/** The page Sistema → Cadastros → Filiais: the provider's own place, and the branches. */
export function BranchesPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  provider: { zone: Zone; holidays: readonly string[] };
  withoutBranch: number;
  branches: readonly ListedBranch[];
  now: Date;
}) {
  const { site, visit, provider, withoutBranch, branches, now } = props;
  const mayEdit = visit.operator.role === "administrador";
  return (
    <PanelPage site={site} visit={visit} title="Filiais" path="/filiais">
      <h1>Filiais</h1>
      <p class="quiet">
        O fuso e os feriados da filial do contrato decidem quando uma fatura está vencida, o prazo dos boletos, a hora
        dos avisos e o horário de atendimento. O que uma filial não diz vale como no provedor. Feriados nacionais e o
        último dia útil bancário do ano já contam.
      </p>
      <div class="scroll">
        <table>
          <caption class="spoken">Filiais</caption>
          <thead>
            <tr>
              <th scope="col">Filial</th>
              <th scope="col">Fuso</th>
              <th scope="col">Feriados da cidade e do estado</th>
              <th scope="col">Atendimento</th>
              <th scope="col" class="number">
                Contratos
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">
                <Name href="/painel/filiais/provedor" mayEdit={mayEdit}>
                  Sem filial
                </Name>
                <span class="under">vale o provedor</span>
              </th>
              <td data-label="Fuso">
                <ZoneNow zone={provider.zone} now={now} />
              </td>
              <td data-label="Feriados">
                <Holidays days={provider.holidays} today={localDate(now, provider.zone)} none="nenhum cadastrado" />
              </td>
              <td data-label="Atendimento">
                {mayEdit ? <a href="/painel/horario">horário do provedor</a> : "do provedor"}
              </td>
              <td data-label="Contratos" class="number">
                {formatNumber(withoutBranch)}
              </td>
            </tr>
            {branches.map(({ name, zone, holidays, hours, contracts }) => (
              <tr key={name}>
                <th scope="row">
                  <Name href={`/painel/filiais/editar/${encodeURIComponent(name)}`} mayEdit={mayEdit}>
                    {name}
                  </Name>
                </th>
                <td data-label="Fuso">
                  {zone ? <ZoneNow zone={zone} now={now} /> : <span class="quiet">do provedor</span>}
                </td>
                <td data-label="Feriados">
                  <Holidays days={holidays} today={localDate(now, zone ?? provider.zone)} none="do provedor" />
                </td>
                <td data-label="Atendimento">{hours ? "próprio" : <span class="quiet">do provedor</span>}</td>
                <td data-label="Contratos" class="number">
                  {formatNumber(contracts)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayEdit && (
        <p>
          <a class="button main" href="/painel/filiais/nova">
            Nova filial
          </a>
        </p>
      )}
    </PanelPage>
  );
}

function ZoneNow({ zone, now }: { zone: Zone; now: Date }) {
  return (
    <>
      {zones[zone]}
      <span class="under">agora {localTime(now, zone)}</span>
    </>
  );
}

function Holidays({ days, today, none }: { days: readonly string[]; today: string; none: string }) {
  if (days.length === 0) return <span class="quiet">{none}</span>;
  const next = days.filter((day) => day >= today).slice(0, holidaysShown);
  return (
    <>
      {next.length === 0 ? "nenhum daqui para a frente" : next.map((day) => fullDate(isoDate(day))).join(", ")}
      <span class="under">{days.length === 1 ? "1 na lista" : `${days.length} na lista`}</span>
    </>
  );
}

function Name({ href, mayEdit, children }: { href: string; mayEdit: boolean; children: ComponentChildren }) {
  return mayEdit ? <a href={href}>{children}</a> : <span>{children}</span>;
}
