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

/** The dependencies of the Central. */
export interface CentralDeps {
  site: CentralSite;
  central: Central;
  /** The demo's subscribers to log in as; empty outside of the demo. */
  people: readonly { phone: string; name: string; story: string }[];
  /** Reports unexpected errors; the user sees a generic message. */
  onError: (error: unknown) => void;
}
