import type { BoletoSlip } from "../../core/boleto/slip.ts";
import type { Accounts } from "../../core/panel/accounts.ts";
import type { Audit } from "../../core/panel/audit.ts";
import type { Contracts } from "../../core/panel/contracts.ts";
import type { Team } from "../../core/panel/team.ts";
import type { Register } from "../../core/register/register.ts";
import type { PanelSite } from "./panel-page.tsx";
import type { PanelWork } from "./panel-work.ts";

/** What the panel is made of. */
export interface PanelDeps {
  site: PanelSite;
  accounts: Accounts;
  team: Team;
  audit: Audit;
  contracts: Contracts;
  register: Pick<Register, "linkWallet" | "list" | "get" | "put">;
  drawBoleto(slip: BoletoSlip): Promise<Uint8Array>;
  now(): Date;
  work: PanelWork;
  /** In the demo: with which account one logs in. */
  demoLogin?: readonly { email: string; password: string }[];
  /** Told of what broke; the reader gets a sentence. */
  onError: (error: unknown) => void;
}
