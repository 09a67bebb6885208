import { bankName } from "../../core/billing/bank-names.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { Form } from "../ui/form.tsx";
import { Moment } from "../ui/moment.tsx";
import type { PaymentLife } from "./invoice-life.ts";

/** The payments of an invoice. Those to refund or credit stand out until they are resolved. */
export function Payments({ payments, mayResolve }: { payments: readonly PaymentLife[]; mayResolve: boolean }) {
  if (payments.length === 0) return null;
  return (
    <section aria-labelledby="pagamentos">
      <h2 id="pagamentos">Pagamentos</h2>
      <ul class="plain">
        {payments.map((payment) => (
          <li key={payment.id} class={`notice ${toneOf(payment)}`}>
            <p>
              <strong>{formatBrl(payment.amountCents)}</strong> pagos em {fullDate(payment.paidOn)}
              {payment.bankCode && ` pelo boleto do banco ${bankName(payment.bankCode)}`}
              {describe(payment)}
            </p>
            {payment.resolved && (
              <p>
                Devolvido ou creditado. Resolvido por {payment.resolved.by} em <Moment at={payment.resolved.at} />.
              </p>
            )}
            {payment.outcome === "devolver_ou_creditar" && !payment.resolved && (
              <Resolve payment={payment} mayResolve={mayResolve} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The button to mark a payment as refunded or credited, for roles that may. */
export function Resolve({ payment, mayResolve }: { payment: Pick<PaymentLife, "id">; mayResolve: boolean }) {
  if (!mayResolve)
    return (
      <p>
        <strong>Devolver ou creditar.</strong> Um administrador marca quando estiver feito.
      </p>
    );
  return (
    <Form action={`/painel/devolver/${payment.id}`} class="in-line" label="Devolver ou creditar">
      <strong>Devolver ou creditar.</strong>
      <button type="submit">Resolvido</button>
    </Form>
  );
}

const toneOf = ({ outcome, resolved }: PaymentLife) => (outcome === "settled" || resolved ? "good" : "warn");

function describe({ outcome, differenceCents, amountTold }: PaymentLife): string {
  const sentences: Record<PaymentLife["outcome"], string> = {
    settled: "quitou a fatura",
    parcial: `pagamento parcial, faltavam ${formatBrl(Math.abs(differenceCents))} nesse dia`,
    devolver_ou_creditar: "a fatura já estava paga ou cancelada",
  };
  const difference =
    outcome !== "settled" || differenceCents === 0
      ? ""
      : `, ${formatBrl(Math.abs(differenceCents))} ${differenceCents > 0 ? "a mais" : "a menos"}`;
  const untold = amountTold ? "" : " O banco não informou o valor: é o que era devido nesse dia.";
  return `: ${sentences[outcome]}${difference}.${untold}`;
}
