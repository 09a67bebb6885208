import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { vi } from "vitest";
import { siteRouters } from "../../../src/app/site.ts";
import { createHealth } from "../../../src/http/health/create-health.ts";
import { startServer } from "../../../src/http/server.ts";
import { createLogger } from "../../../src/logger.ts";
import { createApiKeys } from "../../../src/storage/api-keys.ts";
import { startInter } from "../../standins/banks/start-inter.ts";
import { startSms } from "../../standins/sms/start-sms.ts";
import { startSmtp } from "../../standins/smtp/start-smtp.ts";
import { collect } from "../../support/collect.ts";
import { enterSubscriber } from "../../support/enter-subscriber.ts";
import { fileAccounts } from "../../support/file-accounts.ts";
import { startTelegramService, type TelegramService } from "../../support/start-telegram-service.ts";
import { firm, secrets, zenobia } from "./marked.ts";

/** The whole service with all its doors, everybody around it as a stand-in, and two subscribers who are marked. */
export async function openTown() {
  // Whatever is left behind by anybody of this process lies here.
  const temporary = mkdtempSync(path.join(os.tmpdir(), "faturabot-leaks-"));
  vi.stubEnv("TMPDIR", temporary);
  const { stream, text: log } = collect();
  const console_ = collect();
  const spies = [process.stdout, process.stderr].map((output) =>
    vi.spyOn(output, "write").mockImplementation((chunk) => console_.stream.write(chunk)),
  );
  const sms = await startSms();
  const smtp = await startSmtp();
  const pushed: string[] = [];
  const erp = { status: 500 };
  const receiver = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    pushed.push(Buffer.concat(parts).toString("utf8"));
    // A system that answers with what it was sent.
    response.writeHead(erp.status).end(pushed.at(-1));
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const erpUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/eventos`;
  const banks = mkdtempSync(path.join(temporary, "ajustes-"));
  let started: TelegramService | undefined;
  const inter = await startInter({ now: () => started?.clock() ?? new Date() });
  const service = await startTelegramService("2026-11-24 09:00", {
    more: {
      logger: createLogger("trace", stream),
      identity: { sms: sms.settings, email: smtp.settings },
      publicUrl: "https://fatura.example",
      banks: {
        dir: banks,
        callMs: 1500,
        webhookSecret: secrets.bankWebhook,
        erpWebhook: { url: erpUrl, secret: secrets.erp },
      },
    },
  });
  started = service;
  const { app } = service;
  // Each look counts anew.
  let looks = 0;
  const health = createHealth({ channels: async () => ({}), metrics: app.metrics, now: () => ++looks * 60_000 });
  const server = await startServer({
    host: "127.0.0.1",
    port: 0,
    routers: [["/", health], ...(await siteRouters(app))],
  });
  const { name, ...rest } = zenobia;
  const hers = await enterSubscriber(service, {
    name,
    subscriber: rest,
    contract: { address: zenobia.address },
    invoices: [{ due: "2026-12-10" }, { due: "2026-12-11" }],
    banks: [
      { code: "077", registersBy: "api", bankNumbers: true, account: { beneficiario: "1234567", carteira: "112" } },
      "341",
      { code: "756", registersBy: "cnab240", cutOff: "18:00", ...fileAccounts["756"] },
    ],
  });
  inter.settle(`${hers.externalId}-0`, inter.settings, banks);
  const { name: firmName, ...firmRest } = firm;
  const theirs = await enterSubscriber(service, {
    name: firmName,
    subscriber: firmRest,
    contract: { address: firm.address },
    invoices: [{ due: "2026-12-12" }],
  });
  await app.prisma.subscriberPhone.deleteMany({ where: { subscriberId: theirs.subscriberId } });
  const apiKey = await createApiKeys(app.prisma).create("erp", ["read", "write"]);
  return {
    service,
    app,
    url: server.url,
    sms,
    smtp,
    inter,
    erp,
    pushed,
    hers,
    theirs,
    apiKey,
    log,
    printed: console_.text,
    temporary,
    /** What the operator put there: it is meant to be there. */
    settings: [banks, inter.folder],
    async stop() {
      for (const spy of spies) spy.mockRestore();
      await server.close();
      await service.stop();
      receiver.closeAllConnections();
      receiver.close();
      await inter.stop();
      await sms.stop();
      await smtp.stop();
      vi.unstubAllEnvs();
      rmSync(temporary, { recursive: true, force: true });
    },
  };
}

/** One. */
export type Town = Awaited<ReturnType<typeof openTown>>;
