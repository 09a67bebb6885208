import { theBank } from "../../core/billing/bank-grammar.ts";
import type { BoletoCard, OfferLine } from "../../core/conversation/turn.ts";
import { Form } from "../page/form.tsx";

/** Asks the subscriber to confirm that the boleto of another bank replaces the current one. */
export function SwitchForm({ from, to }: { from: BoletoCard; to: OfferLine }) {
  const page = `/central/faturas/${from.invoiceId}/boleto`;
  return (
    <>
      <h1>Trocar de banco?</h1>
      <p>
        Você já pagou ou agendou o boleto <strong>{theBank(from.bankName).do}</strong>?
      </p>
      <Form action={page}>
        <input type="hidden" name="banco" value={to.bankWalletId} />
        <input type="hidden" name="troca" value={from.boletoId} />
        <p class="actions">
          <button type="submit" class="main">
            Não paguei. Quero trocar para {to.name}
          </button>
          <a class="button" href={`${page}?ja=paguei`}>
            Já paguei ou agendei o {theBank(from.bankName).do}
          </a>
        </p>
      </Form>
    </>
  );
}
