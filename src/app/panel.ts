import type { Router } from "express";
import { demoOperators } from "../demo/demo-provider.ts";
import { drawBoletoPdf } from "../documents/boleto-pdf.ts";
import { createPanel } from "../panel/create-panel.tsx";
import { createAccounts } from "../panel/login/create-accounts.ts";
import { enterOperators } from "../panel/login/enter-operators.ts";
import { sealTotp } from "../panel/login/seal-totp.ts";
import { createRegister } from "../storage/register/create-register.ts";
import { createSecretBox } from "../storage/secret-box.ts";
import { checkApiWallets } from "./banks.ts";
import type { App } from "./open-app.ts";

/** Creates the router of the panel for operators. In the demo, it first inserts the operators of the demo. */
export async function panelRouter(app: App, provider: string): Promise<Router> {
  const { prisma, logger, queue, deps, config } = app;
  const { clock } = deps;
  const { demo } = config;
  if (demo) await enterOperators(prisma, demoOperators);
  const box = createSecretBox(config.secretsKeys ?? []);
  const missing = await sealTotp(prisma, box);
  if (missing) logger.error(missing);
  return createPanel({
    site: { provider, demo },
    prisma,
    clock,
    deps,
    register: createRegister(prisma, queue.enqueueIn),
    accounts: createAccounts(prisma, clock, box),
    enqueueIn: queue.enqueueIn,
    retryJob: async (name, id) => void (await queue.boss.retry(name, id)),
    apiWallets: () => checkApiWallets(prisma, config.banks.dir, clock.now()),
    drawBoleto: drawBoletoPdf,
    ...(demo && { demoLogin: demoOperators }),
    logger,
  });
}
