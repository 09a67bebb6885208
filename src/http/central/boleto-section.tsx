import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { formatPromise } from "../../core/conversation/replies/boleto.ts";
import { noBank, refusedBy } from "../../core/conversation/replies/offers.ts";
import { lastDayOver, paymentAnnounced } from "../../core/conversation/replies/payments.ts";
import type { BoletoCard, InvoiceLook } from "../../core/conversation/turn.ts";
import { offersIn } from "../../core/use-cases/turn/look-at-invoice.ts";
import { Bold } from "../page/page.tsx";
import type { CentralSite } from "./central-deps.ts";
import { WhatsappLink } from "./whatsapp-link.tsx";

/**
 * The part of a page that shows the boleto of an invoice: being registered, payable, refused or paid. `streamBoleto`
 * sends this part again whenever it changes.
 */
export function BoletoSection({ look, site, now }: { look: InvoiceLook; site: CentralSite; now: Date }) {
  const { invoice, living } = look;
  if (invoice.status === "paid")
    return (
      <>
        <h1>Fatura paga</h1>
        <p class="notice good">Recebemos o pagamento desta fatura ({invoice.description}). Obrigado!</p>
        <p>
          <a class="button" href="/central/historico">
            Ver o recibo
          </a>
        </p>
      </>
    );
  if (look.announcedBy !== undefined)
    return (
      <>
        <h1>Pagamento avisado pelo banco</h1>
        <p class="notice good">
          <Bold text={paymentAnnounced(invoice.description).text} />
        </p>
      </>
    );
  if (look.awaiting)
    return (
      <>
        <h1>O prazo deste boleto terminou</h1>
        <p class="notice warn">
          <Bold text={lastDayOver(look.awaiting, invoice.today).text} />
        </p>
      </>
    );
  if (living?.status === "registering") return <PendingBoleto {...{ look, living, site, now }} />;
  if (living) return <PayableBoleto look={look} boleto={living} />;
  const { options, refusedBy: refused } = look;
  return (
    <>
      <h1>{refused === undefined ? "Esta fatura não tem boleto" : "O banco recusou"}</h1>
      <p>
        <Bold text={refused === undefined ? "Escolha o banco e nós fazemos um." : refusedBy(refused)} />
      </p>
      {offersIn(options).length > 0 ? (
        <p>
          <a class="button main" href={`/central/faturas/${invoice.invoiceId}/bancos`}>
            Escolher {refused === undefined ? "o" : "outro"} banco
          </a>
        </p>
      ) : (
        <p>
          <Bold text={noBank} />
        </p>
      )}
    </>
  );
}

function PendingBoleto(props: { look: InvoiceLook; living: BoletoCard; site: CentralSite; now: Date }) {
  const { look, living, site, now } = props;
  const { promise } = living;
  const leftMs = promise.kind === "moment" ? promise.at.getTime() - now.getTime() : 0;
  const minutes = Math.max(1, Math.ceil(leftMs / 60_000));
  const late = promise.kind === "moment" && leftMs <= 0;
  return (
    <>
      <h1>
        {promise.kind === "day"
          ? "Aguarde o registro no banco"
          : late
            ? "O banco está demorando"
            : `Aguarde até ${minutes === 1 ? "1 minuto" : `${minutes} minutos`}`}
      </h1>
      <p>
        Banco: <strong>{living.bankName}</strong>. Ele precisa registrar o boleto antes que possa ser pago.
      </p>
      {late ? (
        <p>Assim que sair, ele aparece aqui.</p>
      ) : (
        <p class="promise">
          Fica pronto <Bold text={formatPromise(living, now)} />.
        </p>
      )}
      {promise.kind === "moment" && !late && (
        <p
          class="clock"
          role="timer"
          aria-live="off"
          data-until={promise.at.toISOString()}
          data-now={now.toISOString()}
        >
          Falta{minutes === 1 ? "" : "m"} {minutes === 1 ? "1 minuto" : `${minutes} minutos`}
        </p>
      )}
      <p>Esta página muda sozinha. Pode fechar: o boleto fica guardado em Faturas.</p>
      <NotifyMe site={site} />
      <SwitchLink look={look} />
      <noscript>
        <p>
          <a class="button" href={`/central/faturas/${look.invoice.invoiceId}/boleto`}>
            Ver se já ficou pronto
          </a>
        </p>
      </noscript>
    </>
  );
}

function NotifyMe({ site }: { site: CentralSite }) {
  if (site.whatsappNumber === undefined && !site.telegram) return null;
  return (
    <section class="notify" aria-label="Receber aviso">
      <h2>Quer ser avisado?</h2>
      <WhatsappLink site={site} text="me avise">
        Avise-me no WhatsApp
      </WhatsappLink>
      {site.telegram && (
        <p>
          <a class="button" rel="noreferrer" href="/central/avise/telegram">
            Avise-me no Telegram
          </a>
        </p>
      )}
    </section>
  );
}

function PayableBoleto({ look, boleto }: { look: InvoiceLook; boleto: BoletoCard }) {
  const pdf = `/central/faturas/${boleto.invoiceId}/boleto.pdf`;
  const { multaCents, jurosCents, principalCents, abatementCents, discount } = boleto;
  return (
    <>
      <h1>Seu boleto já pode ser pago</h1>
      {boleto.unconfirmed && (
        <p class="notice warn">
          O prazo do banco terminou: já pode tentar pagar. Se aparecer <strong>boleto não encontrado</strong>, espere 1
          hora e tente de novo, ou fale com a gente.
        </p>
      )}
      <dl class="facts">
        <div>
          <dt>Banco</dt>
          <dd>{boleto.bankName}</dd>
        </div>
        <div>
          <dt>{boleto.overdue ? "Venceu em" : "Vencimento"}</dt>
          <dd>{fullDate(boleto.dueDate)}</dd>
        </div>
        <div>
          <dt>{boleto.overdue ? "Valor hoje" : "Valor"}</dt>
          <dd>
            <strong>{formatBrl(boleto.overdue ? boleto.todayCents : boleto.amountCents - abatementCents)}</strong>
            {boleto.overdue && " (sobe sozinho a cada dia)"}
            {!boleto.overdue &&
              multaCents + jurosCents > 0 &&
              ` (${formatBrl(principalCents)} + multa ${formatBrl(multaCents)} + juros ${formatBrl(jurosCents)})`}
            {discount && ` · pagando até ${fullDate(discount.until)}: ${formatBrl(discount.cents)}`}
          </dd>
        </div>
      </dl>
      <p class="notice good">
        Antes de confirmar, confira o nome: <strong>{boleto.beneficiaryName}</strong>, {boleto.beneficiaryDocument}.
        Apareceu outro? Não pague e fale com a gente.
      </p>
      <p class="actions">
        <a class="button main" href={pdf} target="_blank" rel="noopener">
          Visualizar boleto<span class="spoken"> (abre em outra aba)</span>
        </a>
        <a class="button" href={`${pdf}?baixar=1`}>
          Imprimir boleto<span class="spoken"> (baixa o PDF)</span>
        </a>
      </p>
      <h2 id="pagar">Pagar pelo aplicativo</h2>
      <p>Copie o código do boleto e cole no aplicativo do seu banco.</p>
      <p class="line" id="linha">
        {boleto.linhaDigitavel}
      </p>
      <p>
        <button type="button" class="copy" data-copy={boleto.linhaDigitavel} aria-describedby="linha">
          Copiar código
        </button>
      </p>
      {boleto.pixCopiaECola !== undefined && <Pix invoiceId={boleto.invoiceId} code={boleto.pixCopiaECola} />}
      <SwitchLink look={look} />
    </>
  );
}

function Pix({ invoiceId, code }: { invoiceId: string; code: string }) {
  return (
    <>
      <h2>Pagar com PIX</h2>
      <p>Aponte a câmera do aplicativo do seu banco, ou copie o código.</p>
      <img class="qr" src={`/central/faturas/${invoiceId}/pix.png`} alt="QR code do PIX deste boleto" />
      <p class="line" id="pix">
        {code}
      </p>
      <p>
        <button type="button" class="copy" data-copy={code} aria-describedby="pix">
          Copiar código PIX
        </button>
      </p>
    </>
  );
}

function SwitchLink({ look }: { look: InvoiceLook }) {
  const { invoice, living, options } = look;
  if (options.kind !== "choose" || !options.offers.some(({ bankCode }) => bankCode !== living?.bankCode)) return null;
  return (
    <p>
      <a href={`/central/faturas/${invoice.invoiceId}/bancos?trocar=1`}>Quero o boleto de outro banco</a>
    </p>
  );
}
