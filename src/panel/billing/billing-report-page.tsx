import { fullDate, monthName } from "../../core/billing/calendar/date-words.ts";
import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { skipReasons } from "../../core/billing/invoices/plan-invoices.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import type { BillingLine } from "./billing-runs.ts";

/** The page of one day: the invoices that its runs made, and the months that they skipped, with the reason. */
export function BillingReportPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  day: IsoDate;
  lines: readonly BillingLine[];
  isCut: boolean;
}) {
  const { site, visit, day, lines, isCut } = props;
  return (
    <PanelPage site={site} visit={visit} title={`Faturamento de ${fullDate(day)}`} path="/faturamento">
      <p class="trail">
        <a href="/painel/faturamento">Faturamento automático</a>
      </p>
      <h1>Faturamento de {fullDate(day)}</h1>
      {isCut && <p class="quiet">As primeiras linhas. Todas estão em Faturas.</p>}
      {lines.length === 0 ? (
        <p class="empty">Nada foi gerado nem pulado nesse dia.</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Assinante</th>
                <th scope="col">Uso de</th>
                <th scope="col">O que foi feito</th>
                <th scope="col" class="number">
                  Valor
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ contract, subscriber, competence, invoice, skipped }) => (
                <tr key={contract + competence}>
                  <th scope="row">
                    {subscriber} <span class="under">{contract}</span>
                  </th>
                  <td data-label="Uso de">
                    {monthName(competence)} de {competence.slice(0, 4)}
                  </td>
                  <td data-label="O que foi feito">
                    {invoice && (
                      <>
                        <a href={`/painel/faturas/${invoice.id}`}>{invoice.externalId}</a>, vence{" "}
                        {fullDate(invoice.dueDate)}
                      </>
                    )}
                    {skipped && (
                      <>
                        <span class="badge late">pulada</span> {skipReasons[skipped]}
                      </>
                    )}
                  </td>
                  <td data-label="Valor" class="number">
                    {invoice ? formatBrl(invoice.amountCents) : ""}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PanelPage>
  );
}
