import type { PrismaClient } from "../../database/generated/client.ts";
import { countAttempt, forgetAttempts } from "../../storage/attempts/attempt-counts.ts";
import { secret } from "../../storage/secret.ts";
import { isPassword } from "./password-hash.ts";
import type { SecondStep } from "./second-step.ts";
import type { createSessions } from "./sessions.ts";

/** The password, and the code of the app if the operator has a second step. */
export interface GivenProof {
  password: string;
  code: string;
}

/** The outcome of proving again. `over`: too many attempts; the session has ended. */
export type ProofOutcome = "proven" | "wrong" | "over";

/**
 * Wrong attempts in one session. They are counted by session: somebody who found an open browser loses that session,
 * and takes nothing from the operator.
 */
const most = 5;
const windowMs = 15 * 60_000;

/** Time, in milliseconds, for which a proof is good for changes that need one. The login is a proof as well. */
export const proofLastsMs = 30 * 60_000;

/**
 * Creates the check that whoever uses a session is its operator: by the password and, if there is one, the second step.
 * Every attempt is counted before it is checked.
 */
export function createProveAgain(
  prisma: PrismaClient,
  sessions: ReturnType<typeof createSessions>,
  isSecondStep: SecondStep,
) {
  return async (
    session: { token: string; operatorId: string },
    given: GivenProof,
    now: Date,
  ): Promise<ProofOutcome> => {
    const limit = { key: `prove ${secret.hashOf(session.token)}`, most, windowMs };
    const attempt = await countAttempt(prisma, limit, now);
    const operator = await prisma.operator.findUniqueOrThrow({ where: { id: session.operatorId } });
    const isRight =
      attempt.kind === "counted" &&
      (await isPassword(operator.passwordHash, given.password)) &&
      (await isSecondStep(operator, given.code, now));
    if (isRight) {
      await forgetAttempts(prisma, [limit]);
      await sessions.markProven(session.token, now);
      return "proven";
    }
    if (attempt.kind === "counted" && attempt.left > 0) return "wrong";
    await sessions.close(session.token);
    return "over";
  };
}
