import { shortDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { OfferLine } from "../../core/conversation/turn.ts";
import { Form } from "../page/form.tsx";

/** A button for each bank on offer. The banks are listed even if there is only one. */
export function BanksForm({ invoiceId, offers }: { invoiceId: string; offers: readonly OfferLine[] }) {
  return (
    <Form action={`/central/faturas/${invoiceId}/boleto`} label="Bancos disponíveis">
      <ul class="cards banks">
        {offers.map(({ bankWalletId, name, amountCents, dueDate }) => (
          <li key={bankWalletId}>
            <button type="submit" name="banco" value={bankWalletId}>
              <strong>{name}</strong>
              <span>
                {formatBrl(amountCents)}, vence em {shortDate(dueDate)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Form>
  );
}
