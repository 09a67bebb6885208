import type { Author } from "../../core/operator/author.ts";

/** How strictly people are recognised: rules of the provider. */
export interface Identification {
  /** "Conferir CPF no primeiro contato": a phone that writes for the first time also says digits of the CPF. */
  checksFirstContact(): Promise<boolean>;
  setChecksFirstContact(checks: boolean, by: Author): Promise<void>;
}
