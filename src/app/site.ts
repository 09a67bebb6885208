import { randomBytes } from "node:crypto";
import { Router } from "express";
import type { WebChat } from "../bots/web/web-chat.ts";
import { applyReturn } from "../core/use-cases/bank-files/apply-return.ts";
import { reportBoleto } from "../core/use-cases/boletos/report-boleto.ts";
import { demoPeople, demoPhone } from "../demo/demo-provider.ts";
import { createApi } from "../http/api/create-api.ts";
import { createApiDocs } from "../http/api/create-api-docs.tsx";
import { createConversa } from "../http/conversa/create-conversa.tsx";
import { createHealth } from "../http/health/create-health.ts";
import { sharedAssets } from "../http/page/shared-assets.ts";
import { problemOf } from "../http/problem.ts";
import { type HttpServer, startServer } from "../http/server.ts";
import { createWebhooks } from "../http/webhooks/create-webhooks.ts";
import { createApiKeys } from "../storage/api-keys.ts";
import { createWebThreads } from "../storage/chats/web-threads.ts";
import { createRegister } from "../storage/register/create-register.ts";
import { createRemittances } from "../storage/remittance-store.ts";
import { webhookHeaders, webhookReaders } from "./banks.ts";
import { centralRouter } from "./central.ts";
import { documentDrawer, mostDrawings } from "./documents.ts";
import type { App } from "./open-app.ts";
import { panelRouter } from "./panel.ts";

/** Returns the routers that this configuration enables, each with its path. */
export async function siteRouters(app: App): Promise<[string, Router][]> {
  const home = Router();
  const { demo } = app.config;
  home.get("/", (_, response) => response.redirect(demo ? "/conversa" : "/painel"));
  const { name } = await app.storage.provider().catch(() => ({ name: "" }));
  const api = createApi({
    register: createRegister(app.prisma, app.queue.enqueueIn),
    keys: createApiKeys(app.prisma),
    async linkToChat(externalId) {
      const subscriber = await app.prisma.subscriber.findUnique({ where: { externalId }, select: { id: true } });
      return subscriber ? app.createChatLink(subscriber.id) : { kind: "no-subscriber" };
    },
    reportBoleto: (boletoId, report) => reportBoleto(app.deps, boletoId, report),
    files: {
      remittances: createRemittances(app.prisma),
      applyReturn: (file) => applyReturn(app.deps, file),
    },
    now: app.deps.clock.now,
    onError: (err) => {
      if (problemOf(err).status >= 500) app.logger.error({ err }, "api error");
    },
  });
  const onError = (err: unknown) => app.logger.error({ err }, "chat page error");
  const conversa: [string, Router][] = demo
    ? [["/conversa", createConversa({ chat: webChat(app), provider: name, onError })]]
    : [];
  const { webhookSecret: secret } = app.config.banks;
  const banks: [string, Router][] =
    secret === undefined
      ? []
      : [
          [
            "/webhooks",
            createWebhooks({
              secret,
              banks: [...webhookReaders.keys()],
              headersOf: webhookHeaders,
              keep: (bank, body) => app.webhooks.keep(bank, body, app.deps.clock.now()),
              onError: (err) => app.logger.error({ err }, "bank webhook not kept"),
            }),
          ],
        ];
  const { webhook } = app.telegram ?? {};
  const telegram: [string, Router][] = webhook ? [["/", Router().use(webhook)]] : [];
  return [
    ["/", home],
    ["/assets", sharedAssets()],
    ["/api/v1", api],
    ["/api/docs", createApiDocs()],
    ["/painel", await panelRouter(app, name)],
    ["/central", centralRouter(app, name)],
    ...conversa,
    ...banks,
    ...telegram,
  ];
}

/** Returns the web channel of the demo, connected with the application. */
export function webChat(app: App): WebChat {
  const threads = createWebThreads(app.prisma);
  const { prisma, storage, deps } = app;
  const draw = documentDrawer({ prisma, storage, clock: deps.clock, registrarOf: deps.registrarOf }, mostDrawings);
  const people = demoPeople.map(({ name, story }, index) => ({ phone: demoPhone(index + 1), name, story }));
  return {
    people: () => people,
    async open(phone) {
      const address = randomBytes(24).toString("base64url");
      await threads.open(address, phone);
      return address;
    },
    async personOf(address) {
      const phone = await threads.phoneOf(address);
      return people.find((person) => person.phone === phone);
    },
    async receive({ address, externalId, text, list }) {
      const phone = await threads.phoneOf(address);
      const body = { kind: "text" as const, text, ...(list !== undefined && { list }) };
      await app.receive({ channel: "web", address, ...(phone && { phone }), externalId, body });
      app.webHub.changed(address);
    },
    async messages(address, since) {
      const messages = await threads.messages(address, since);
      return messages.map(({ id, from, at, text, choices, document, verbatim }) => ({
        id,
        from,
        at,
        text,
        ...(choices && { choices }),
        ...(document && { fileName: document.fileName }),
        ...(verbatim && { verbatim }),
      }));
    },
    onChange: app.webHub.onChange,
    async document(address, messageId) {
      const document = (await threads.messages(address)).find(({ id }) => id === messageId)?.document;
      const file = document && (await draw(document).catch(() => undefined));
      return file && { fileName: document.fileName, ...file };
    },
  };
}

/**
 * Starts the HTTP server of an application, including health checks and metrics. Throws AppError if it cannot listen.
 */
export async function openSite(app: App): Promise<HttpServer> {
  const { host, port, trustedProxies, publicUrl, demo } = app.config;
  const health = createHealth({
    async channels() {
      const known = await app.prisma.channelStatus.findMany();
      return Object.fromEntries(known.map(({ channel, state }) => [channel, state]));
    },
    metrics: app.metrics,
  });
  return startServer({
    host,
    port,
    trustedProxies,
    onlyLoopback: demo,
    ...(publicUrl !== undefined && { publicUrl }),
    onUntrustedProxy: (address) =>
      app.logger.warn(
        { address },
        "X-Forwarded-For from a caller that is not a trusted proxy is ignored; is it yours? See TRUSTED_PROXIES",
      ),
    routers: [["/", health], ...(await siteRouters(app))],
    onError: (err) => app.logger.error({ err }, "http error"),
  });
}
