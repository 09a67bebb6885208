import { z } from "zod";
import { banksInTrouble, noBank, refusedBy } from "../../core/conversation/replies/offers.ts";
import { paymentAnnounced } from "../../core/conversation/replies/payments.ts";
import type { InvoiceLook } from "../../core/conversation/turn.ts";
import { offersIn } from "../../core/use-cases/turn/look-at-invoice.ts";
import { Bold, sendPage } from "../page/page.tsx";
import { BanksForm } from "./banks-form.tsx";
import type { CentralDeps } from "./central-deps.ts";
import { CentralPage } from "./central-page.tsx";
import { InvoiceFacts } from "./invoice-facts.tsx";
import { InvoiceList, statusNames } from "./invoice-list.tsx";
import type { Handlers, OwnVisit } from "./visit.ts";
import { WhatsappLink } from "./whatsapp-link.tsx";

type Routes = "GET /" | "GET /faturas" | "GET /faturas/:id" | "GET /faturas/:id/pagar" | "GET /faturas/:id/bancos";

/**
 * The routes from the list of invoices to the choice of a bank: Faturas, the invoice, Pagar fatura, Imprimir fatura.
 */
export function invoiceRoutes(deps: CentralDeps): Pick<Handlers, Routes> {
  const { central, site } = deps;
  return {
    "GET /": async (visit) => {
      const open = (await central.owed(visit.subscriber.id)).filter(({ status }) => status === "open");
      const count = open.length === 1 ? "1 em aberto" : `${open.length} em aberto`;
      sendPage(
        visit.response,
        <CentralPage site={site} visit={visit} title="Início">
          <h1>Olá, {visit.subscriber.name.trim().split(/\s+/)[0]}!</h1>
          <ul class="cards tiles">
            <li>
              <a href="/central/faturas">
                <strong>Faturas</strong>
                <span>{open.length === 0 ? "Nada em aberto" : count}</span>
              </a>
            </li>
            <li>
              <a href="/central/historico">
                <strong>Histórico</strong>
                <span>O que já foi pago, e os recibos</span>
              </a>
            </li>
          </ul>
        </CentralPage>,
      );
    },
    "GET /faturas": async (visit) => {
      const invoices = await central.owed(visit.subscriber.id);
      sendPage(
        visit.response,
        <CentralPage site={site} visit={visit} title="Faturas" path="/faturas">
          <h1>Faturas</h1>
          {invoices.length === 0 ? (
            <p>Você não tem fatura em aberto. Está tudo pago!</p>
          ) : (
            <>
              <p>Escolha a fatura que quer pagar.</p>
              <InvoiceList invoices={invoices} />
            </>
          )}
        </CentralPage>,
      );
    },
    "GET /faturas/:id": async (visit) => {
      const look = await loadOwnInvoice(deps, visit);
      if (!look) return;
      const { invoice, living } = look;
      const back = { href: "/faturas", label: "às faturas" };
      sendPage(
        visit.response,
        <CentralPage site={site} visit={visit} title="Fatura" path="/faturas" back={back}>
          <h1>Sua fatura</h1>
          <InvoiceFacts invoice={invoice} />
          {invoice.status === "open" && look.announcedBy !== undefined && (
            <p class="notice good">
              <Bold text={paymentAnnounced(invoice.description).text} />
            </p>
          )}
          {invoice.status === "open" && look.announcedBy === undefined && (
            <>
              {living && (
                <p>
                  Esta fatura já tem um boleto: <strong>{living.bankName}</strong>.
                </p>
              )}
              <p>
                <a class="button main" href={`/central/faturas/${invoice.invoiceId}/pagar`}>
                  Pagar fatura
                </a>
              </p>
            </>
          )}
          {invoice.status !== "open" && (
            <p class="notice">Esta fatura está: {statusNames[invoice.status].toLowerCase()}. Fale com a gente.</p>
          )}
        </CentralPage>,
      );
    },
    "GET /faturas/:id/pagar": async (visit) => {
      const look = await loadOwnInvoice(deps, visit, true);
      if (!look) return;
      const { invoice, announcedBy, awaiting } = look;
      if (announcedBy !== undefined || awaiting)
        return visit.response.redirect(303, `/central/faturas/${invoice.invoiceId}/boleto`);
      const back = { href: `/faturas/${invoice.invoiceId}`, label: "à fatura" };
      sendPage(
        visit.response,
        <CentralPage site={site} visit={visit} title="Pagar fatura" path="/faturas" back={back}>
          <h1>Pagar fatura</h1>
          <InvoiceFacts invoice={invoice} />
          <p>Você imprime um boleto, e paga em qualquer banco, aplicativo ou lotérica.</p>
          <p>
            <a class="button main" href={`/central/faturas/${invoice.invoiceId}/bancos`}>
              Imprimir fatura
            </a>
          </p>
        </CentralPage>,
      );
    },
    "GET /faturas/:id/bancos": async (visit) => {
      const look = await loadOwnInvoice(deps, visit, true);
      if (!look) return;
      const { invoice, living, options } = look;
      const offers = offersIn(options);
      const { inTrouble = [] } = options;
      const { invoiceId } = invoice;
      const switching = living !== undefined && visit.request.query.trocar !== undefined && options.kind === "choose";
      if ((living && !switching) || look.announcedBy !== undefined || look.awaiting)
        return visit.response.redirect(303, `/central/faturas/${invoiceId}/boleto`);
      const shown = living ? offers.filter(({ bankCode }) => bankCode !== living.bankCode) : offers;
      const back = living
        ? { href: `/faturas/${invoiceId}/boleto`, label: "ao boleto" }
        : { href: `/faturas/${invoiceId}/pagar`, label: "ao pagamento" };
      sendPage(
        visit.response,
        <CentralPage site={site} visit={visit} title="Escolha o banco" path="/faturas" back={back}>
          <h1>{shown.length === 0 ? "Sem banco agora" : "Escolha o banco"}</h1>
          {look.refusedBy !== undefined && (
            <p class="notice warn">
              <Bold text={refusedBy(look.refusedBy)} />
            </p>
          )}
          {inTrouble.length > 0 && (
            <p class="notice warn">
              <Bold text={banksInTrouble(inTrouble)} />
            </p>
          )}
          {shown.length === 0 ? (
            <>
              <p>
                <Bold text={noBank} />
              </p>
              <WhatsappLink site={site} text="atendente">
                Falar com uma pessoa no WhatsApp
              </WhatsappLink>
            </>
          ) : (
            <>
              <p>De qual banco você quer o boleto? Dá para pagar em qualquer banco, aplicativo ou lotérica.</p>
              <BanksForm invoiceId={invoiceId} offers={shown} />
            </>
          )}
        </CentralPage>,
      );
    },
  };
}

/**
 * Returns the invoice that the URL names, if it belongs to the subscriber. Otherwise answers with 404 and returns
 * undefined. With `choosing`, an invoice that is not open is answered with a redirect to its page, and undefined is
 * returned as well.
 */
export async function loadOwnInvoice(
  { central }: CentralDeps,
  visit: OwnVisit,
  choosing = false,
): Promise<InvoiceLook | undefined> {
  const id = z.uuid().safeParse(visit.request.params.id).data;
  const look = id === undefined ? undefined : await central.invoice(visit.subscriber.id, id, choosing);
  if (!look) visit.say(404, "Não encontrei", "Esta fatura não existe, ou não é sua.");
  else if (choosing && look.invoice.status !== "open") {
    await visit.goOn(`/faturas/${look.invoice.invoiceId}`);
    return undefined;
  }
  return look;
}
