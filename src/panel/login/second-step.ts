import type { PrismaClient } from "../../database/generated/client.ts";
import type { SecretBox } from "../../storage/secret-box.ts";
import { openTotpSecret } from "./seal-totp.ts";
import { totpStep } from "./totp-step.ts";

/** Checks the second step of an operator. True as well if the operator has none. */
export type SecondStep = (
  operator: { id: string; totpSecret: string | null },
  code: string,
  now: Date,
) => Promise<boolean>;

/**
 * Creates the check of the second step. Accepts each TOTP step only once, so that a code cannot be used again, and
 * refuses every code if the secret cannot be decrypted.
 */
export function createSecondStep(prisma: PrismaClient, box: SecretBox): SecondStep {
  return async ({ id, totpSecret }, code, now) => {
    if (totpSecret === null) return true;
    const secret = openTotpSecret(box, { id, totpSecret });
    const step = secret === undefined ? undefined : totpStep(secret, code, now);
    if (step === undefined) return false;
    const unused = { OR: [{ totpStep: null }, { totpStep: { lt: step } }] };
    return (await prisma.operator.updateMany({ where: { id, ...unused }, data: { totpStep: step } })).count === 1;
  };
}
