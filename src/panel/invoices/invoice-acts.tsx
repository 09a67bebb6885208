import { randomUUID } from "node:crypto";
import { bankName } from "../../core/billing/bank-names.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { type Offers, offeredOf } from "../../core/billing/offers/offers.ts";
import { Form } from "../ui/form.tsx";
import { words } from "../ui/words.ts";
import { describeNoOffers } from "./describe-no-offers.ts";
import type { InvoiceLife } from "./invoice-life.ts";

/**
 * What an operator can do about an open invoice: issue its boleto, replace it by a boleto of another bank, send it,
 * cancel it.
 */
export function InvoiceActs({ invoice, offers }: { invoice: InvoiceLife; offers: Offers | undefined }) {
  const living = invoice.boletos.find(({ status }) => status === "registering" || status === "payable");
  const base = `/painel/faturas/${invoice.id}`;
  const banks = (offers ? offeredOf(offers) : []).filter(({ bankCode }) => bankCode !== living?.bankCode);
  const [newest] = invoice.chats;
  return (
    <section class="card acts" aria-labelledby="acoes">
      <h2 id="acoes">O que fazer</h2>
      {offers?.kind === "none" && !living && (
        <p class="notice warn">Nenhum banco disponível: {describeNoOffers(offers.reasons).join("; ")}.</p>
      )}
      {banks.length > 0 && (
        <div>
          <h3>{living ? "Trocar de banco" : "Fazer o boleto"}</h3>
          {living && (
            <p class="hint">
              O boleto do banco {bankName(living.bankCode)} é cancelado, e quem o recebeu é avisado. Confira antes se já
              não foi pago ou agendado.
            </p>
          )}
          {banks.map(({ bankWalletId, name, terms }) => (
            <Form key={bankWalletId} action={`${base}/boleto`} class="in-line" label={`Boleto do banco ${name}`}>
              <input type="hidden" name="bankWalletId" value={bankWalletId} />
              {living && <input type="hidden" name="replacing" value={living.id} />}
              {newest && <input type="hidden" name="chatId" value={newest.id} />}
              <button type="submit">{name}</button>
              <span class="hint">
                {formatBrl(terms.amountCents)}, vence em {fullDate(terms.dueDate)}
              </span>
            </Form>
          ))}
        </div>
      )}
      {living && (
        <div>
          <h3>Enviar o boleto do banco {bankName(living.bankCode)}</h3>
          {invoice.chats.length === 0 && <p class="hint">O assinante ainda não escreveu para nós em nenhum canal.</p>}
          {invoice.chats.map(({ id, channel }) => (
            <Form key={id} action={`${base}/enviar`} class="in-line" label={`Enviar por ${words.channel[channel]}`}>
              <input type="hidden" name="chatId" value={id} />
              <input type="hidden" name="key" value={randomUUID()} />
              <button type="submit">Enviar por {words.channel[channel]}</button>
              <a href={`/painel/atendimento/${id}`}>Ver a conversa</a>
            </Form>
          ))}
        </div>
      )}
      {living && (
        <Form action={`${base}/cancelar`} class="in-line" label="Cancelar o boleto">
          <input type="hidden" name="boletoId" value={living.id} />
          <button type="submit" class="danger">
            Cancelar o boleto
          </button>
          <span class="hint">A fatura continua em aberto.</span>
        </Form>
      )}
    </section>
  );
}
