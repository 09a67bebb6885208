import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { InvoiceLine } from "../../core/conversation/turn.ts";

/** An invoice's description, address, due date and amount today. */
export function InvoiceFacts({ invoice }: { invoice: InvoiceLine }) {
  const { description, contract, dueDate, overdue, todayCents, charged, discount, partPaidCents } = invoice;
  return (
    <dl class="facts">
      <div>
        <dt>Referente a</dt>
        <dd>{description}</dd>
      </div>
      <div>
        <dt>Endereço</dt>
        <dd>{contract}</dd>
      </div>
      <div>
        <dt>{overdue ? "Venceu em" : "Vencimento"}</dt>
        <dd>{fullDate(dueDate)}</dd>
      </div>
      <div>
        <dt>{overdue ? "Valor hoje" : "Valor"}</dt>
        <dd>
          <strong>{formatBrl(todayCents)}</strong>
          {charged && " com multa e juros"}
          {partPaidCents !== undefined && ` · já pagos ${formatBrl(partPaidCents)}`}
          {discount && ` · pagando até ${fullDate(discount.until)}: ${formatBrl(discount.cents)}`}
        </dd>
      </div>
    </dl>
  );
}
