import { randomUUID } from "node:crypto";
import { bankName } from "../../core/billing/bank-names.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { Form } from "../ui/form.tsx";
import type { Talk } from "./read-talk.ts";

const mostShown = 5;

/** The subscriber's open invoices, with buttons that send their boletos. */
export function TalkSide({ talk: { chatId, subscriber, invoices } }: { talk: Talk }) {
  if (!subscriber)
    return (
      <aside class="card" aria-label="Assinante">
        <p>
          Não sabemos quem é: o telefone não está no cadastro, ou está em mais de um. Confirme antes de falar de
          faturas.
        </p>
      </aside>
    );
  return (
    <aside class="card" aria-labelledby="deve">
      <h2 id="deve">Faturas em aberto</h2>
      {invoices.length === 0 ? (
        <p>Nenhuma.</p>
      ) : (
        <p class="hint">Abra a fatura para escolher o banco e fazer o boleto.</p>
      )}
      <ul class="plain owed">
        {invoices.slice(0, mostShown).map(({ id, dueDate, amountCents, partPaidCents, description, bankCode }) => (
          <li key={id}>
            <p>
              <a href={`/painel/faturas/${id}`}>{fullDate(isoDate(dueDate))}</a> {formatBrl(amountCents)}
              {partPaidCents > 0 && `, pagos ${formatBrl(partPaidCents)}`}
              <span class="under">{description}</span>
            </p>
            {bankCode ? (
              <Form
                action={`/painel/atendimento/${chatId}/boleto`}
                label={`Enviar boleto de ${fullDate(isoDate(dueDate))}`}
              >
                <input type="hidden" name="invoiceId" value={id} />
                <input type="hidden" name="key" value={randomUUID()} />
                <button type="submit">Enviar boleto ({bankName(bankCode)})</button>
              </Form>
            ) : (
              <p class="hint">Sem boleto ainda.</p>
            )}
          </li>
        ))}
      </ul>
      {invoices.length > mostShown && (
        <p>
          <a href={`/painel/faturas?${new URLSearchParams({ busca: subscriber.name })}`}>Ver todas</a>
        </p>
      )}
    </aside>
  );
}
