import type { Operator } from "../../core/operator/operator.ts";
import type { Operator as Row } from "../../database/generated/client.ts";

/** An operator without what nobody needs to see. */
export function operatorOf({ id, email, name, role, active, totpSecret, passwordHash }: Row): Operator {
  return { id, email, name, role, active, hasTotp: totpSecret !== null, hasPassword: passwordHash !== null };
}
