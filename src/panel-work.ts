import type { App } from "./app.ts";
import { answerAsPerson } from "./core/use-cases/answer-as-person.ts";
import { handBack } from "./core/use-cases/hand-back.ts";
import { issueForOperator } from "./core/use-cases/issue-for-operator.ts";
import { makeInvoices } from "./core/use-cases/make-invoices.ts";
import { offersOf } from "./core/use-cases/offers-of.ts";
import { previewInvoices } from "./core/use-cases/preview-invoices.ts";
import { runTurns } from "./core/use-cases/run-turns.ts";
import { sendBoleto } from "./core/use-cases/send-boleto.ts";
import { withdrawBoleto } from "./core/use-cases/withdraw-boleto.ts";
import type { PanelWork } from "./http/panel/panel-work.ts";
import { lookAtApiWallets } from "./look-at-banks.ts";
import { createBillingDesk } from "./storage/panel/create-billing-desk.ts";
import { createDesk } from "./storage/panel/create-desk.ts";
import { createDrafts } from "./storage/panel/create-drafts.ts";
import { createFigures } from "./storage/panel/create-figures.ts";
import { createIdentification } from "./storage/panel/create-identification.ts";
import { createInvoices } from "./storage/panel/create-invoices.ts";
import { createTroubles } from "./storage/panel/create-troubles.ts";
import { createRegister } from "./storage/register/create-register.ts";

/** The daily work of the panel over the application: invoices, attendance, what went wrong, import and export. */
export function panelWork({ prisma, deps, queue, logger, config }: App): PanelWork {
  const { clock, storage } = deps;
  return {
    now: () => clock.now(),
    invoices: createInvoices(prisma, clock),
    desk: createDesk(prisma, clock),
    billing: createBillingDesk(prisma, clock),
    drafts: createDrafts(prisma, clock),
    register: createRegister(prisma, queue.enqueueIn),
    figures: createFigures(prisma),
    troubles: createTroubles(prisma, {
      clock,
      // What fails again is a dead letter again.
      answer: (chatId) => runTurns(deps, chatId).catch((err) => logger.error({ err }, "turn failed")),
      deliver: () => deps.deliverDue(),
      async retryJob(name, id) {
        await queue.boss.retry(name, id);
      },
    }),
    identification: createIdentification(prisma, clock),
    apiWallets: () => lookAtApiWallets(prisma, config.banks.dir, clock.now()),
    acts: {
      answer: (of) => answerAsPerson(deps, of),
      handBack: (chatId) => handBack(deps, chatId),
      send: (of) => sendBoleto(deps, of),
      issue: (of) => issueForOperator(deps, of),
      withdraw: (of) => withdrawBoleto(deps, of),
      previewBilling: (of) => previewInvoices(deps, of),
      runBilling: () => makeInvoices(deps),
      async offers(invoiceId) {
        const invoiceCase = await storage.transaction((records) => records.invoiceCase(invoiceId));
        return invoiceCase && offersOf(invoiceCase, clock.now(), deps.windowSeconds);
      },
    },
  };
}
