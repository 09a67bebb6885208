import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { Receipt } from "../../core/use-cases/central.ts";

/** A printable receipt. */
export function ReceiptPaper({ provider, receipt }: { provider: string; receipt: Receipt }) {
  const rows: [string, string | undefined][] = [
    ["Pagador", `${receipt.payerName}, ${receipt.payerDocument}`],
    ["Endereço", receipt.contract],
    ["Referente a", receipt.description],
    ["Vencimento", fullDate(receipt.dueDate)],
    ["Pago em", fullDate(receipt.paidOn)],
    ["Banco do boleto", receipt.bankName],
    [
      "Recebedor",
      receipt.beneficiaryName && [receipt.beneficiaryName, receipt.beneficiaryDocument].filter(Boolean).join(", "),
    ],
  ];
  return (
    <article class="receipt">
      <h1>Recibo de pagamento</h1>
      {receipt.amountCents === undefined ? (
        <p>{provider} recebeu o pagamento desta fatura. O banco não informou o valor.</p>
      ) : (
        <>
          <p>{provider} recebeu o valor abaixo.</p>
          <p class="total">{formatBrl(receipt.amountCents)}</p>
        </>
      )}
      <dl class="facts">
        {rows.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <p class="no-print">
        <button type="button" data-print class="main">
          Imprimir recibo
        </button>
      </p>
    </article>
  );
}
