import type { ComponentChildren } from "preact";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { Offers } from "../../core/billing/offers/offers.ts";
import { maskedDocument } from "../ui/format.ts";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { words } from "../ui/words.ts";
import { BoletoCards } from "./boleto-cards.tsx";
import { InvoiceActs } from "./invoice-acts.tsx";
import type { InvoiceLife } from "./invoice-life.ts";
import { InvoiceStory } from "./invoice-story.tsx";
import { Payments } from "./payments.tsx";

/** Everything about one invoice, and the available actions. */
export function InvoicePage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  invoice: InvoiceLife;
  offers: Offers | undefined;
  now: Date;
}) {
  const { site, visit, invoice, offers, now } = props;
  const isOpen = invoice.status === "open";
  return (
    <PanelPage site={site} visit={visit} title={`Fatura ${invoice.externalId}`} path="/faturas">
      <p class="trail">
        <a href="/painel/faturas">Faturas</a>
      </p>
      <h1>
        Fatura {invoice.externalId}{" "}
        <span class={`badge ${isOpen ? "" : "quiet-badge"}`}>{words.invoice[invoice.status]}</span>
      </h1>
      <dl class="facts card">
        <Fact term="Valor">{formatBrl(invoice.amountCents)}</Fact>
        <Fact term="Vencimento">{fullDate(invoice.dueDate)}</Fact>
        <Fact term="Referente a">{invoice.description}</Fact>
        <Fact term="Assinante">
          {invoice.subscriber}, {maskedDocument(invoice.document)}
        </Fact>
        <Fact term="Contrato">
          {invoice.contract.externalId}, {invoice.contract.address}
        </Fact>
        {invoice.discountCents > 0 && (
          <Fact term="Desconto">
            {formatBrl(invoice.discountCents)} até {fullDate(invoice.discountUntil ?? invoice.dueDate)}
          </Fact>
        )}
        {invoice.abatementCents > 0 && <Fact term="Abatimento">{formatBrl(invoice.abatementCents)}</Fact>}
        {invoice.partPaidCents > 0 && <Fact term="Pago em parte">{formatBrl(invoice.partPaidCents)}</Fact>}
        <Fact term="Origem">
          {invoice.billedOn ? `gerada aqui em ${fullDate(invoice.billedOn)}` : "entregue pelo seu sistema"}
        </Fact>
      </dl>
      <Payments payments={invoice.payments} mayResolve={visit.operator.role === "administrador"} />
      {isOpen && <InvoiceActs invoice={invoice} offers={offers} />}
      <BoletoCards boletos={invoice.boletos} />
      <InvoiceStory invoice={invoice} now={now} />
    </PanelPage>
  );
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
