import { bankName } from "../../core/billing/bank-names.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { Moment } from "../ui/moment.tsx";
import { words } from "../ui/words.ts";
import type { BoletoLife } from "./invoice-life.ts";

/** Shows the boletos of an invoice, newest first. */
export function BoletoCards({ boletos }: { boletos: readonly BoletoLife[] }) {
  if (boletos.length === 0) return <p class="empty">Ainda não há boleto desta fatura.</p>;
  return (
    <section aria-labelledby="boletos">
      <h2 id="boletos">Boletos</h2>
      <ul class="boletos">
        {[...boletos].reverse().map((boleto) => (
          <li key={boleto.id} class="card">
            <h3>
              {bankName(boleto.bankCode)}{" "}
              <span class={`badge ${tone[boleto.status] ?? ""}`}>{words.boleto[boleto.status]}</span>
            </h3>
            {boleto.unconfirmed && boleto.status === "payable" && (
              <p class="hint">O prazo terminou e este banco não informa se registrou.</p>
            )}
            {boleto.announcedAt && (
              <p class="notice good">
                O banco avisou em <Moment at={boleto.announcedAt} /> que foi pago. A confirmação chega no próximo dia
                útil.
              </p>
            )}
            {boleto.bankReason && (
              <p class="notice bad">
                O banco disse: <q>{boleto.bankReason}</q>
              </p>
            )}
            <p>
              {formatBrl(boleto.amountCents)}, vence em {fullDate(boleto.dueDate)}
              {boleto.nossoNumero && `. Nosso número ${boleto.nossoNumero}`}
              {boleto.origin === "erp" && ", emitido pelo seu sistema"}.
            </p>
            {boleto.linhaDigitavel && <p class="digits">{boleto.linhaDigitavel}</p>}
            <p class="hint">
              Feito em <Moment at={boleto.issuedAt} />
              {boleto.payableAt && (
                <>
                  , pagável desde <Moment at={boleto.payableAt} />
                </>
              )}
              {boleto.closedAt && (
                <>
                  , encerrado em <Moment at={boleto.closedAt} />
                </>
              )}
              .
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const tone: Partial<Record<BoletoLife["status"], string>> = {
  payable: "fine",
  paid: "fine",
  rejected: "late",
  cancelling: "wait",
  registering: "wait",
};
