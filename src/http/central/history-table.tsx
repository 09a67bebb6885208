import { fullDate, shortDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { HistoryLine } from "../../core/use-cases/central.ts";
import { statusNames } from "./invoice-list.tsx";

/** The months of each contract, newest first. */
export function HistoryTable({ lines }: { lines: readonly HistoryLine[] }) {
  const contracts = [...new Set(lines.map(({ contract }) => contract))];
  return (
    <>
      {contracts.map((contract) => (
        <table key={contract} class="history">
          <caption>{contract}</caption>
          <thead>
            <tr>
              <th scope="col">Vencimento</th>
              <th scope="col">Fatura</th>
              <th scope="col">Valor</th>
              <th scope="col">Situação</th>
            </tr>
          </thead>
          <tbody>
            {lines
              .filter((line) => line.contract === contract)
              .map((line) => (
                <Month key={line.invoiceId} line={line} />
              ))}
          </tbody>
        </table>
      ))}
    </>
  );
}

function Month({ line }: { line: HistoryLine }) {
  const { invoiceId, description, dueDate, amountCents, status, payment, partPaidCents = 0 } = line;
  const paidCents = payment?.amountCents;
  return (
    <tr>
      <td data-label="Vencimento">{fullDate(dueDate)}</td>
      <th scope="row">{description}</th>
      <td data-label="Valor">{formatBrl(paidCents === undefined ? amountCents : paidCents + partPaidCents)}</td>
      <td data-label="Situação">
        {payment ? (
          <>
            Paga em {shortDate(payment.paidOn)} ·{" "}
            <a href={`/central/recibos/${payment.id}`}>
              Recibo<span class="spoken"> de {description}</span>
            </a>
          </>
        ) : status === "open" ? (
          <>
            {partPaidCents > 0 ? `Pagos ${formatBrl(partPaidCents)}, falta o resto` : "Em aberto"} ·{" "}
            <a href={`/central/faturas/${invoiceId}`}>
              Pagar<span class="spoken"> {description}</span>
            </a>
          </>
        ) : (
          statusNames[status]
        )}
      </td>
    </tr>
  );
}
