import type { Operator } from "../../core/operator/operator.ts";
import type { Operator as Row } from "../../database/generated/client.ts";

/** Converts a row to an operator, without the secrets. */
export function operatorOf({ id, email, name, role, active, totpSecret, passwordHash }: Row): Operator {
  return { id, email, name, role, active, hasTotp: totpSecret !== null, hasPassword: passwordHash !== null };
}
