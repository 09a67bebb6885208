import { shortDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { OfferLine } from "../../core/conversation/turn.ts";
import { Form } from "../page/form.tsx";

/** One button for each bank on offer; a list even if there is only one bank. */
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
