import { bankName } from "../../core/billing/bank-names.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { Field } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { Resolve } from "./payments.tsx";
import type { Refund } from "./refunds.ts";

/** Payments of invoices that were already paid or cancelled, until they are refunded or credited. */
export function RefundsPage({
  site,
  visit,
  payments,
  toleranceCents,
}: {
  site: PanelSite;
  visit: OperatorVisit;
  payments: readonly Refund[];
  /** What may be missing from a payment that settles its invoice. */
  toleranceCents: number;
}) {
  return (
    <PanelPage site={site} visit={visit} title="Devolver ou creditar" path="/devolver">
      <h1>Devolver ou creditar</h1>
      <p class="quiet">Pagamentos de faturas que já estavam pagas ou canceladas. O assinante já foi avisado.</p>
      {payments.length === 0 ? (
        <p class="empty">Nada a devolver. Quando alguém pagar duas vezes, aparece aqui.</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Assinante</th>
                <th scope="col">Fatura</th>
                <th scope="col">Pago em</th>
                <th scope="col" class="number">
                  Valor
                </th>
                <th scope="col">Situação</th>
              </tr>
            </thead>
            <tbody>
              {payments.map((payment) => (
                <tr key={payment.id}>
                  <th scope="row">{payment.subscriber}</th>
                  <td data-label="Fatura">
                    <a href={`/painel/faturas/${payment.invoiceId}`}>{payment.invoice}</a>
                  </td>
                  <td data-label="Pago em">
                    {fullDate(payment.paidOn)}
                    {payment.bankCode && `, ${bankName(payment.bankCode)}`}
                  </td>
                  <td data-label="Valor" class="number">
                    {formatBrl(payment.amountCents)}
                  </td>
                  <td>
                    <Resolve payment={payment} mayResolve={visit.operator.role === "administrador"} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {visit.operator.role === "administrador" && (
        <Form action="/painel/devolver" class="card">
          <Field
            name="tolerance"
            label="Pode faltar num pagamento (R$)"
            value={formatBrl(toleranceCents).replace("R$ ", "")}
            hint="Quem paga menos do que isso a menos quita a fatura. Com 0,00, qualquer centavo que falte do valor fica em aberto e é avisado ao assinante. O que o banco não pôde cobrar, como frações de juros, nunca conta como falta."
          />
          <p class="actions">
            <button type="submit">Salvar</button>
          </p>
        </Form>
      )}
    </PanelPage>
  );
}
