import { bankName } from "../../core/billing/bank-names.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { overdueBefore } from "../../core/billing/money/charges.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { filterNames, type InvoiceFilter, invoiceFilters } from "./invoice-filter.ts";
import type { InvoiceRow } from "./list-invoices.ts";

/** The page of a list of invoices, with its search. */
export function InvoicesPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  filter: InvoiceFilter;
  search: string;
  rows: readonly InvoiceRow[];
  next?: string;
  isFirst: boolean;
  now: Date;
}) {
  const { site, visit, filter, search, rows, next, isFirst, now } = props;
  const listed = (more: Record<string, string> = {}) =>
    new URLSearchParams({ lista: filter, ...(search && { busca: search }), ...more });
  const address = (more: Record<string, string>) => `/painel/faturas?${listed(more)}`;
  const from = overdueBefore(localDate(now, visit.zone));
  return (
    <PanelPage site={site} visit={visit} title={`Faturas: ${filterNames[filter].toLowerCase()}`} path="/faturas">
      <h1>Faturas</h1>
      <nav class="tabs" aria-label="Situação">
        {invoiceFilters.map((one) => (
          <a key={one} href={address({ lista: one })} aria-current={one === filter ? "page" : undefined}>
            {filterNames[one]}
          </a>
        ))}
      </nav>
      <form class="search" method="get" action="/painel/faturas">
        <input type="hidden" name="lista" value={filter} />
        <label for="busca">Assinante, CPF ou CNPJ, telefone, endereço, contrato ou fatura</label>
        <input id="busca" name="busca" type="search" value={search} />
        <button type="submit">Procurar</button>
        {search && <a href={`/painel/faturas?lista=${filter}`}>Limpar</a>}
      </form>
      {rows.length === 0 ? (
        <p class="empty">
          {search ? `Nenhuma fatura ${filterNames[filter].toLowerCase()} para "${search}".` : "Nenhuma fatura aqui."}
        </p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Vencimento</th>
                <th scope="col">Assinante</th>
                <th scope="col">Contrato</th>
                <th scope="col">Boleto</th>
                <th scope="col" class="number">
                  Valor
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <a href={`/painel/faturas/${row.id}`}>{fullDate(row.dueDate)}</a>
                    {row.status === "open" && row.dueDate < from && <span class="badge late">vencida</span>}
                    <span class="under">{row.description}</span>
                  </th>
                  <td data-label="Assinante">{row.subscriber}</td>
                  <td data-label="Contrato">
                    {row.contract.externalId} <span class="under">{row.contract.address}</span>
                  </td>
                  <td data-label="Boleto">{row.bankCode ? bankName(row.bankCode) : "sem boleto"}</td>
                  <td data-label="Valor" class="number">
                    {formatBrl(row.amountCents)}
                    {row.partPaidCents > 0 && <span class="under">pagos {formatBrl(row.partPaidCents)}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="pager">
        {!isFirst && <a href={address({})}>Começo da lista</a>}
        {next && <a href={address({ depois: next })}>Próximas</a>}
        {visit.operator.role === "administrador" && rows.length > 0 && (
          <a href={`/painel/exportar/faturas?${listed()}`}>Exportar esta lista</a>
        )}
      </p>
    </PanelPage>
  );
}
