import type { Central } from "../../core/use-cases/central.ts";

/** The installation that a page of the Central belongs to. */
export interface CentralSite {
  provider: string;
  demo: boolean;
  /** True if one-time codes can be sent. */
  sendsCodes: boolean;
  telegram: boolean;
  whatsappNumber?: string;
}

/** What the Central works with. */
export interface CentralDeps {
  site: CentralSite;
  central: Central;
  /** The subscribers of the demo, as whom a visitor may log in; empty outside of the demo. */
  people: readonly { phone: string; name: string; story: string }[];
  /** Called with unexpected errors. The subscriber sees a general message. */
  onError: (error: unknown) => void;
}
