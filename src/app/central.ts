import type { Router } from "express";
import { accountOf } from "../core/identity/access.ts";
import type { Records } from "../core/ports.ts";
import { issueBoleto } from "../core/use-cases/boletos/issue-boleto.ts";
import type { Central, CentralEntry, CentralOrigin } from "../core/use-cases/central.ts";
import { checkCode } from "../core/use-cases/identity/check-code.ts";
import { requestCode } from "../core/use-cases/identity/request-code.ts";
import { listInvoices } from "../core/use-cases/turn/list-invoices.ts";
import { lookAtInvoice } from "../core/use-cases/turn/look-at-invoice.ts";
import { demoPeople, demoPhone } from "../demo/demo-provider.ts";
import { createCentral } from "../http/central/create-central.tsx";
import { rememberBrowser } from "../storage/attempts/known-browsers.ts";
import { createCentralSessions } from "../storage/central/central-sessions.ts";
import { createPaymentHistory } from "../storage/central/payment-history.ts";
import { documentDrawer, mostDrawings } from "./documents.ts";
import type { App } from "./open-app.ts";

/** Creates the router of the Central do Assinante. In the demo, a visitor may sign in as any subscriber of the demo. */
export function centralRouter(app: App, provider: string): Router {
  const { config, logger } = app;
  const people = demoPeople.map(({ name, story }, index) => ({ phone: demoPhone(index + 1), name, story }));
  return createCentral({
    site: {
      provider,
      demo: config.demo,
      sendsCodes: config.identity.sms !== undefined || config.identity.email !== undefined,
      telegram: config.telegram !== undefined,
      ...(config.whatsapp?.number !== undefined && { whatsappNumber: config.whatsapp.number }),
    },
    central: centralOf(app),
    people: config.demo ? people : [],
    onError: (err) => logger.error({ err }, "central error"),
  });
}

/** Returns the data and actions of the Central's pages. */
export function centralOf(app: App): Central {
  const { prisma, storage, deps, config } = app;
  const { clock, mint, couriers } = deps;
  const sessions = createCentralSessions(prisma);
  const history = createPaymentHistory(prisma);
  const draw = documentDrawer({ prisma, storage, clock, registrarOf: deps.registrarOf }, mostDrawings);
  const origin = (from: CentralOrigin) => ({ kind: "web" as const, ...from });
  const enter = async (
    subscriberId: string,
    { address, browser }: CentralOrigin,
    way: "code" | "link" | "demo",
  ): Promise<CentralEntry> => {
    const now = clock.now();
    const token = await sessions.open({ subscriberId, address, way }, now);
    return { token, browser: await rememberBrowser(prisma, browser, { subscriberId }, now) };
  };
  const accessOf = async (records: Records, id: string) => {
    const also = await records.registrationsOf(id);
    return accountOf({ id, name: "", also: also.filter((one) => one !== id) }).access;
  };
  const lookIn = async (records: Records, subscriberId: string, invoiceId: string, choosing = false) => {
    const access = await accessOf(records, subscriberId);
    const turnRecords = { invoiceCase: (id: string) => records.invoiceCase(id), writes: () => records };
    return lookAtInvoice(turnRecords, { invoiceId, access, choosing, now: clock.now() });
  };
  const ownInvoice: Central["invoice"] = (subscriberId, invoiceId, choosing) =>
    storage.transaction((records) => lookIn(records, subscriberId, invoiceId, choosing));
  return {
    now: clock.now,
    requestCode: (document, from) =>
      storage.transaction((records) =>
        requestCode(records, { document, origin: origin(from), couriers, now: clock.now() }),
      ),
    async checkCode(code, from) {
      const now = clock.now();
      const check = await storage.transaction((records) =>
        checkCode(records, { code, origin: origin(from), mint, now }),
      );
      if (check.kind !== "right") return check;
      return { kind: "in", ...(await enter(check.subscriber.id, from, "code")) };
    },
    async enterByLink(link, from) {
      const now = clock.now();
      const subscriber = await storage.transaction((records) => records.useLink(link, "central", now));
      return subscriber && enter(subscriber.id, from, "link");
    },
    ...(config.demo && {
      async enterAsDemo(phone: string, from: CentralOrigin) {
        const subscriber = await prisma.subscriber.findFirst({ where: { phones: { some: { phone } } } });
        return subscriber ? enter(subscriber.id, from, "demo") : undefined;
      },
    }),
    session: (token) => sessions.find(token, clock.now()),
    leaveNotice: sessions.leaveNotice,
    signOut: sessions.close,
    owed: (subscriberId) =>
      storage.transaction(async (records) => listInvoices(records, await accessOf(records, subscriberId), clock.now())),
    invoice: ownInvoice,
    // Both steps are in one transaction, so that no boleto is issued for an invoice that no longer belongs to the
    // subscriber.
    issue: (subscriberId, request) =>
      storage.transaction(async (records) => {
        if (!(await lookIn(records, subscriberId, request.invoiceId))) return undefined;
        return issueBoleto(records, { ...request, now: clock.now(), demo: config.demo });
      }),
    pulse: (token, invoiceId) => sessions.pulse(token, invoiceId, clock.now()),
    async pdf(subscriberId, invoiceId) {
      const living = (await ownInvoice(subscriberId, invoiceId))?.living;
      if (living?.status !== "payable") return undefined;
      const fileName = `boleto-vence-${living.dueDate}.pdf`;
      const { bytes } = await draw({ boletoId: living.boletoId, fileName });
      return { fileName, bytes };
    },
    async pixQr(subscriberId, invoiceId) {
      const living = (await ownInvoice(subscriberId, invoiceId))?.living;
      if (living?.status !== "payable" || living.pixCopiaECola === undefined) return undefined;
      return (await draw({ boletoId: living.boletoId, fileName: "pix.png", of: "pix" })).bytes;
    },
    history: history.lines,
    receipt: history.receipt,
    telegramLink: (subscriberId) => app.createChatLink(subscriberId),
  };
}
