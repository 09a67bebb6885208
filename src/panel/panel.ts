import type { BoletoSlip } from "../core/boleto/slip.ts";
import type { ApiWallet } from "../core/operator/api-wallets.ts";
import type { Clock } from "../core/ports.ts";
import type { Register } from "../core/register/register.ts";
import type { Deps } from "../core/use-cases/deps.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import type { Logger } from "../logger.ts";
import type { EnqueueIn } from "../storage/records/create-records.ts";
import type { Accounts } from "./login/create-accounts.ts";
import type { PanelSite } from "./ui/panel-page.tsx";

/** The application as the panel's sections use it. */
export interface Panel {
  site: PanelSite;
  prisma: PrismaClient;
  clock: Clock;
  /** For the use cases: the same rules as in the chat. */
  deps: Deps;
  register: Register;
  accounts: Accounts;
  enqueueIn: EnqueueIn;
  /** Has a job that failed for good done once more. */
  retryJob(name: string, id: string): Promise<void>;
  /** The settings of each bank wallet at a bank's API, read from their files. Calls no bank. */
  apiWallets(): Promise<readonly ApiWallet[]>;
  drawBoleto(slip: BoletoSlip): Promise<Uint8Array>;
  /** In the demo: the accounts that the login page shows. */
  demoLogin?: readonly { email: string; password: string }[];
  logger: Logger;
}
