import type { Router } from "express";
import { withdrawBoleto } from "../core/use-cases/boletos/withdraw-boleto.ts";
import { makeInvoices } from "../core/use-cases/invoices/make-invoices.ts";
import { previewInvoices } from "../core/use-cases/invoices/preview-invoices.ts";
import { answerAsPerson } from "../core/use-cases/operator/answer-as-person.ts";
import { handBack } from "../core/use-cases/operator/hand-back.ts";
import { issueForOperator } from "../core/use-cases/operator/issue-for-operator.ts";
import { sendBoleto } from "../core/use-cases/operator/send-boleto.ts";
import { offersOf } from "../core/use-cases/turn/offers-of.ts";
import { runTurns } from "../core/use-cases/turn/run-turns.ts";
import { demoOperators } from "../demo/demo-provider.ts";
import { drawBoletoPdf } from "../documents/boleto-pdf.ts";
import { createDesk } from "../panel/attendance/create-desk.ts";
import { createTroubles } from "../panel/attendance/create-troubles.ts";
import { createBillingDesk } from "../panel/billing/create-billing-desk.ts";
import { createContracts } from "../panel/contracts/create-contracts.ts";
import { createPanel } from "../panel/create-panel.tsx";
import { createDrafts } from "../panel/exchange/create-drafts.ts";
import { createIdentification } from "../panel/identification/create-identification.ts";
import { createInvoices } from "../panel/invoices/create-invoices.ts";
import { createAccounts } from "../panel/login/create-accounts.ts";
import { enterOperators } from "../panel/login/enter-operators.ts";
import { sealTotp } from "../panel/login/seal-totp.ts";
import type { PanelWork } from "../panel/panel-deps.ts";
import { createTeam } from "../panel/team/create-team.ts";
import { createFigures } from "../panel/today/create-figures.ts";
import { createAudit } from "../storage/operator/create-audit.ts";
import { createRegister } from "../storage/register/create-register.ts";
import { createSecretBox } from "../storage/secret-box.ts";
import { lookAtApiWallets } from "./banks.ts";
import type { App } from "./create-app.ts";

/** The operator's panel over the application; the demo's operators are there from the start. */
export async function panelRouter(app: App, provider: string): Promise<Router> {
  const { prisma, logger, queue } = app;
  const { clock } = app.deps;
  const { demo } = app.config;
  if (demo) await enterOperators(prisma, demoOperators);
  const box = createSecretBox(app.config.secretsKeys ?? []);
  const missing = await sealTotp(prisma, box);
  if (missing) logger.error(missing);
  return createPanel({
    site: { provider, demo },
    accounts: createAccounts(prisma, clock, box),
    team: createTeam(prisma, clock),
    audit: createAudit(prisma),
    contracts: createContracts(prisma, queue.enqueueIn, clock),
    register: createRegister(prisma, queue.enqueueIn),
    drawBoleto: drawBoletoPdf,
    now: clock.now,
    work: panelWork(app),
    ...(demo && { demoLogin: demoOperators }),
    onError: (err) => logger.error({ err }, "panel error"),
  });
}

/** The daily work of the panel over the application: invoices, attendance, what went wrong, import and export. */
function panelWork({ prisma, deps, queue, logger, config }: App): PanelWork {
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
        return invoiceCase && offersOf(invoiceCase, clock.now());
      },
    },
  };
}
