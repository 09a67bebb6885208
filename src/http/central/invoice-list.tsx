import { fullDate } from "../../core/billing/calendar/date-words.ts";
import type { InvoiceStatus } from "../../core/billing/invoices/invoice.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { InvoiceLine } from "../../core/conversation/turn.ts";

/** Names of an invoice's statuses, as the subscriber reads them. */
export const statusNames: Record<InvoiceStatus, string> = {
  open: "Em aberto",
  paid: "Paga",
  cancelled: "Cancelada",
  em_acordo: "Em acordo",
  contestada: "Contestada",
  suspensa: "Suspensa",
};

/** Lists the invoices, by contract if there are several. Those that are not open are shown without a link to pay. */
export function InvoiceList({ invoices }: { invoices: readonly InvoiceLine[] }) {
  const contracts = [...new Set(invoices.map(({ contract }) => contract))];
  return (
    <>
      {contracts.map((contract) => (
        <section key={contract} aria-label={contract}>
          {contracts.length > 1 && <h2>{contract}</h2>}
          <ul class="cards">
            {invoices
              .filter((invoice) => invoice.contract === contract)
              .map((invoice) => (
                <li key={invoice.invoiceId}>
                  {invoice.status === "open" ? (
                    <a href={`/central/faturas/${invoice.invoiceId}`}>
                      <Row invoice={invoice} />
                    </a>
                  ) : (
                    <div class="card">
                      <Row invoice={invoice} />
                    </div>
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Row({ invoice }: { invoice: InvoiceLine }) {
  const { overdue, dueDate, todayCents, charged, description, status, partPaidCents } = invoice;
  return (
    <>
      <strong>
        {overdue ? "Venceu" : "Vence"} em {fullDate(dueDate)}
      </strong>
      <span class="amount">{formatBrl(todayCents)}</span>
      <span>
        {description}
        {charged && " · com multa e juros"}
        {partPaidCents !== undefined && ` · já pagos ${formatBrl(partPaidCents)}`}
      </span>
      {status !== "open" && <span class="tag">{statusNames[status]}: fale com a gente</span>}
      {status === "open" && overdue && <span class="tag bad">Vencida</span>}
    </>
  );
}
