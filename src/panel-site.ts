import type { Router } from "express";
import type { App } from "./app.ts";
import { demoOperators } from "./demo/demo-operators.ts";
import { drawBoletoPdf } from "./documents/boleto-pdf.ts";
import { createPanel } from "./http/panel/create-panel.tsx";
import { panelWork } from "./panel-work.ts";
import { createAccounts } from "./storage/panel/create-accounts.ts";
import { createAudit } from "./storage/panel/create-audit.ts";
import { createContracts } from "./storage/panel/create-contracts.ts";
import { createTeam } from "./storage/panel/create-team.ts";
import { enterOperators } from "./storage/panel/enter-operators.ts";
import { sealTotp } from "./storage/panel/seal-totp.ts";
import { createRegister } from "./storage/register/create-register.ts";
import { createSecretBox } from "./storage/secret-box.ts";

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
