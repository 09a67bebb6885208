import { fullDate, monthName } from "../../core/billing/calendar/date-words.ts";
import { addDays, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { skipReasons } from "../../core/billing/invoices/plan-invoices.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { BillPreview } from "../../core/use-cases/invoices/preview-invoices.ts";
import { Form } from "../ui/form.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import type { BillingDay } from "./billing-runs.ts";

const mostShown = 100;

/**
 * The page of automatic billing: the invoices that the next runs will make and the months that they will skip, and what
 * the last runs did.
 */
export function BillingPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  until: IsoDate;
  preview: { bills: readonly BillPreview[]; next?: string };
  contracts: number;
  days: readonly BillingDay[];
  now: Date;
}) {
  const { site, visit, until, preview, contracts, days, now } = props;
  const today = localDate(now, visit.zone);
  return (
    <PanelPage site={site} visit={visit} title="Faturamento automático" path="/faturamento">
      <h1>Faturamento automático</h1>
      <p class="quiet">
        {contracts === 0
          ? "Nenhum contrato gera faturas aqui. Liga-se em cada contrato, aqui, por CSV ou pela API. Com um ERP, quem fatura é ele."
          : `${contracts === 1 ? "1 contrato gera" : `${contracts} contratos geram`} faturas aqui, toda manhã às 6h05, na hora de cada filial. Rodar de novo não gera nada em dobro.`}
      </p>
      <section class="card" aria-labelledby="previa">
        <h2 id="previa">O que vem</h2>
        <form class="search" method="get" action="/painel/faturamento">
          <label for="ate">Até o dia</label>
          <input type="date" id="ate" name="ate" value={until} min={today} max={addDays(today, 62)} />
          <button type="submit">Ver</button>
        </form>
        <Preview {...preview} until={until} />
        {visit.operator.role === "administrador" && contracts > 0 && (
          <Form action="/painel/faturamento" class="actions" label="Gerar agora">
            <button type="submit" class="main">
              Gerar agora as de hoje
            </button>
          </Form>
        )}
      </section>
      {visit.operator.role === "administrador" && (
        <form class="search" method="get" action="/painel/faturamento/contrato">
          <label for="id">Ligar ou mudar em um contrato</label>
          <input type="text" id="id" name="id" placeholder="Número do contrato" required />
          <button type="submit">Abrir</button>
        </form>
      )}
      {days.length > 0 && (
        <section aria-labelledby="feitas">
          <h2 id="feitas">O que foi feito</h2>
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">Dia</th>
                  <th scope="col" class="number">
                    Geradas
                  </th>
                  <th scope="col" class="number">
                    Puladas
                  </th>
                  <th scope="col" class="number">
                    Valor
                  </th>
                </tr>
              </thead>
              <tbody>
                {days.map(({ day, made, skipped, cents }) => (
                  <tr key={day}>
                    <th scope="row">
                      <a href={`/painel/faturamento/${day}`}>{fullDate(day)}</a>
                    </th>
                    <td data-label="Geradas" class="number">
                      {made}
                    </td>
                    <td data-label="Puladas" class="number">
                      {skipped}
                    </td>
                    <td data-label="Valor" class="number">
                      {formatBrl(cents)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </PanelPage>
  );
}

function Preview({ bills, next, until }: { bills: readonly BillPreview[]; next?: string; until: IsoDate }) {
  const planned = bills.flatMap(({ contract, planned: all }) => all.map((invoice) => ({ contract, invoice })));
  const skipped = bills.flatMap(({ contract, skipped: all }) => all.map((skip) => ({ contract, skip })));
  const cents = planned.reduce((sum, { invoice }) => sum + invoice.amountCents, 0);
  const first = planned
    .sort((one, other) => one.invoice.madeOn.localeCompare(other.invoice.madeOn))
    .slice(0, mostShown);
  return (
    <>
      <p>
        <strong>
          {planned.length === 1 ? "1 fatura" : `${planned.length} faturas`}, {formatBrl(cents)}
        </strong>
        {next !== undefined && " neste trecho"}
        {planned.length > mostShown && `. As primeiras ${mostShown}:`}
      </p>
      {skipped.length > 0 && (
        <div class="notice warn">
          <p>
            <strong>{skipped.length === 1 ? "1 mês será pulado:" : `${skipped.length} meses serão pulados:`}</strong>
          </p>
          <ul>
            {skipped.slice(0, mostShown).map(({ contract, skip }) => (
              <li key={contract.id + skip.competence}>
                {contract.subscriberName} ({contract.externalId}), uso de {monthName(skip.competence)}:{" "}
                {skipReasons[skip.reason]}.
              </li>
            ))}
          </ul>
        </div>
      )}
      {first.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Sai em</th>
                <th scope="col">Assinante</th>
                <th scope="col">Referente a</th>
                <th scope="col">Vence</th>
                <th scope="col" class="number">
                  Valor
                </th>
              </tr>
            </thead>
            <tbody>
              {first.map(({ contract, invoice }) => (
                <tr key={contract.id + invoice.competence}>
                  <td data-label="Sai em">{fullDate(invoice.madeOn)}</td>
                  <th scope="row">
                    {contract.subscriberName} <span class="under">{contract.externalId}</span>
                  </th>
                  <td data-label="Referente a">{invoice.description}</td>
                  <td data-label="Vence">{fullDate(invoice.dueDate)}</td>
                  <td data-label="Valor" class="number">
                    {formatBrl(invoice.amountCents)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {next !== undefined && (
        <p>
          <a href={`/painel/faturamento?ate=${until}&depois=${next}`}>Próximos contratos</a>
        </p>
      )}
    </>
  );
}
