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

/** The application, as the sections of the panel use it. */
export interface Panel {
  site: PanelSite;
  prisma: PrismaClient;
  clock: Clock;
  /** For the use cases, so that the same rules hold here as in the chat. */
  deps: Deps;
  register: Register;
  accounts: Accounts;
  enqueueIn: EnqueueIn;
  /** Runs a failed job again. */
  retryJob(name: string, id: string): Promise<void>;
  /** Checks the settings file of each bank wallet that registers by API. Calls no bank. */
  apiWallets(): Promise<readonly ApiWallet[]>;
  drawBoleto(slip: BoletoSlip): Promise<Uint8Array>;
  /** The accounts that the login page shows; set only in the demo. */
  demoLogin?: readonly { email: string; password: string }[];
  logger: Logger;
}
