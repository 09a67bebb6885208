import type { Role } from "./role.ts";

/** A user of the panel. */
export interface Operator {
  id: string;
  email: string;
  name: string;
  role: Role;
  active: boolean;
  /** Login requires a TOTP code. */
  hasTotp: boolean;
  /** Has already set a password. */
  hasPassword: boolean;
}
