import type { Central } from "../../core/use-cases/central.ts";

/** What a page of the Central is told about the place it stands in. */
export interface CentralSite {
  provider: string;
  demo: boolean;
  /** There is a way to send one-time codes. */
  sendsCodes: boolean;
  telegram: boolean;
  whatsappNumber?: string;
}

/** What the Central is made of. */
export interface CentralDeps {
  site: CentralSite;
  central: Central;
  /** In the demo: whom one may be. */
  people: readonly { phone: string; name: string; story: string }[];
  /** Told of what broke; the reader gets a sentence. */
  onError: (error: unknown) => void;
}
