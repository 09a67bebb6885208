import { z } from "zod";
import { bankGoneNow, keepOld, switched } from "../../core/conversation/replies/offers.ts";
import { offersIn } from "../../core/use-cases/turn/look-at-invoice.ts";
import { Bold, sendPage } from "../page/page.tsx";
import { BoletoSection } from "./boleto-section.tsx";
import type { CentralDeps } from "./central-deps.ts";
import { CentralPage } from "./central-page.tsx";
import { loadOwnInvoice } from "./invoice-routes.tsx";
import { streamBoleto } from "./stream-boleto.tsx";
import { SwitchForm } from "./switch-form.tsx";
import type { Handlers } from "./visit.ts";

const choosing = z.object({ banco: z.uuid(), troca: z.uuid().optional() });
/** Seconds after which a page reloads itself if the browser has no JavaScript. */
const reloadSeconds = 30;

type Routes =
  | "GET /faturas/:id/trocar"
  | "GET /faturas/:id/boleto"
  | "POST /faturas/:id/boleto"
  | "GET /faturas/:id/boleto.pdf"
  | "GET /faturas/:id/pix.png"
  | "GET /faturas/:id/eventos"
  | "GET /avise/telegram";

/** The routes on which a subscriber requests a boleto, waits for it, and gets it. */
export function boletoRoutes(deps: CentralDeps): Pick<Handlers, Routes> {
  const { central, site } = deps;
  return {
    "POST /faturas/:id/boleto": async (visit) => {
      const look = await loadOwnInvoice(deps, visit, true);
      if (!look) return;
      const { data } = choosing.safeParse(visit.request.body);
      const page = `/faturas/${look.invoice.invoiceId}`;
      if (!data) return visit.goOn(`${page}/bancos`, "Escolha um dos bancos da lista.");
      const { banco, troca } = data;
      const { living, invoice, options, announcedBy, awaiting } = look;
      if (announcedBy !== undefined || awaiting) return visit.goOn(`${page}/boleto`);
      const offers = offersIn(options);
      const mayChoose = options.kind === "choose";
      const offer = offers.find(({ bankWalletId }) => bankWalletId === banco);
      const isOther = living !== undefined && offer?.bankCode !== living.bankCode;
      if (isOther && !(offer && mayChoose)) return visit.goOn(`${page}/boleto`, bankGoneNow.text);
      if (isOther && living.boletoId !== troca) return visit.goOn(`${page}/trocar?banco=${banco}`);
      const boleto = await central.issue(visit.subscriber.id, {
        invoiceId: invoice.invoiceId,
        bankWalletId: banco,
        ...(isOther && { replacing: living.boletoId }),
      });
      if (!boleto) return visit.goOn(`${page}/bancos`, bankGoneNow.text);
      const changed = isOther && boleto.boletoId !== living.boletoId;
      return visit.goOn(
        `${page}/boleto`,
        changed ? switched(living.bankName, boleto.bankName).text.replaceAll("*", "") : undefined,
      );
    },
    "GET /faturas/:id/trocar": async (visit) => {
      const look = await loadOwnInvoice(deps, visit, true);
      if (!look) return;
      const { living, options, invoice } = look;
      const to = offersIn(options).find(({ bankWalletId }) => bankWalletId === visit.request.query.banco);
      const back = { href: `/faturas/${invoice.invoiceId}/boleto`, label: "ao boleto" };
      if (!living || !to || options.kind !== "choose" || to.bankCode === living.bankCode) return visit.goOn(back.href);
      return sendPage(
        visit.response,
        <CentralPage site={site} visit={visit} title="Trocar de banco" path="/faturas" back={back}>
          <SwitchForm from={living} to={to} />
        </CentralPage>,
      );
    },
    "GET /faturas/:id/boleto": async (visit) => {
      const look = await loadOwnInvoice(deps, visit);
      if (!look) return;
      const { invoice, living } = look;
      const pulse = await central.pulse(visit.token, invoice.invoiceId);
      const back = { href: "/faturas", label: "às faturas" };
      sendPage(
        visit.response,
        <CentralPage
          site={site}
          visit={visit}
          title="Boleto"
          path="/faturas"
          back={back}
          {...(living?.status === "registering" && { refreshSeconds: reloadSeconds })}
        >
          {living && visit.request.query.ja === "paguei" && (
            <p class="notice good" role="status">
              <Bold text={keepOld(living.bankName).text} />
            </p>
          )}
          <div
            id="boleto"
            aria-live="polite"
            {...(living && { "data-events": `/central/faturas/${invoice.invoiceId}/eventos` })}
            data-pulse={pulse}
          >
            <BoletoSection look={look} site={site} now={central.now()} />
          </div>
        </CentralPage>,
      );
    },
    "GET /faturas/:id/boleto.pdf": async (visit) => {
      const look = await loadOwnInvoice(deps, visit);
      if (!look) return;
      const { response, request, subscriber } = visit;
      const file = await central.pdf(subscriber.id, look.invoice.invoiceId);
      if (!file) return visit.say(404, "Ainda não", "Este boleto não pode ser entregue agora.");
      // The Content-Security-Policy of our pages would block the browser's PDF viewer.
      response.removeHeader("Content-Security-Policy");
      const how = request.query.baixar === undefined ? "inline" : "attachment";
      response.setHeader("Content-Disposition", `${how}; filename="${file.fileName}"`);
      response.type("application/pdf").send(Buffer.from(file.bytes));
    },
    "GET /faturas/:id/pix.png": async (visit) => {
      const look = await loadOwnInvoice(deps, visit);
      if (!look) return;
      const png = await central.pixQr(visit.subscriber.id, look.invoice.invoiceId);
      if (!png) return visit.say(404, "Sem PIX", "Este boleto não tem PIX.");
      visit.response.type("image/png").send(Buffer.from(png));
    },
    "GET /faturas/:id/eventos": async (visit) => {
      const look = await loadOwnInvoice(deps, visit);
      if (look) streamBoleto({ deps, visit, invoiceId: look.invoice.invoiceId });
    },
    "GET /avise/telegram": async (visit) => {
      const link = await central.telegramLink(visit.subscriber.id);
      if (link.kind !== "link")
        return visit.say(
          503,
          "Sem Telegram agora",
          "O Telegram não está respondendo. O boleto fica guardado em Faturas.",
        );
      return visit.response.redirect(303, link.url);
    },
  };
}
