import type { Role } from "./role.ts";

/** A person who works with the panel. */
export interface Operator {
  id: string;
  email: string;
  name: string;
  role: Role;
  active: boolean;
  /** Asks for a code at login. */
  hasTotp: boolean;
  /** Set a password already. */
  hasPassword: boolean;
}
