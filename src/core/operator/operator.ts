import type { Role } from "./role.ts";

/** A user of the panel. */
export interface Operator {
  id: string;
  email: string;
  name: string;
  role: Role;
  active: boolean;
  /** True if login requires a TOTP code. */
  hasTotp: boolean;
  /** True if the operator has set a password. */
  hasPassword: boolean;
}
