import type { Clock } from "../../core/ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import { createSecretBox, type SecretBox } from "../../storage/secret-box.ts";
import { acceptInvite, findInvite } from "./accept-invite.ts";
import { createLoginLimits } from "./login-limits.ts";
import { hashPassword, isPassword } from "./password-hash.ts";
import { openTotpSecret } from "./seal-totp.ts";
import { createSessions } from "./sessions.ts";
import { totpStep } from "./totp-step.ts";

/** The outcome of a login; `token` is the value of the session cookie. */
export type SignInOutcome = { kind: "in"; token: string } | { kind: "refused" } | { kind: "too-many"; minutes: number };

/** Login, and what operators can change in their own accounts. */
export type Accounts = ReturnType<typeof createAccounts>;

/** Creates the access to the accounts of operators in the database. `box` encrypts their TOTP secrets. */
export function createAccounts(prisma: PrismaClient, clock: Clock, box: SecretBox = createSecretBox([])) {
  const sessions = createSessions(prisma);
  const limits = createLoginLimits(prisma);
  const rowOf = (id: string) => prisma.operator.findUniqueOrThrow({ where: { id } });
  /** Accepts each TOTP step only once, so that a code cannot be used again. */
  const takeStep = async (id: string, step: number | undefined) => {
    if (step === undefined) return false;
    const unused = { OR: [{ totpStep: null }, { totpStep: { lt: step } }] };
    return (await prisma.operator.updateMany({ where: { id, ...unused }, data: { totpStep: step } })).count === 1;
  };
  /** Checks the second factor. Refuses every code if the secret cannot be decrypted. */
  const isSecondStep = async (row: { id: string; totpSecret: string }, code: string, now: Date) => {
    const secret = openTotpSecret(box, row);
    return secret !== undefined && takeStep(row.id, totpStep(secret, code, now));
  };
  return {
    async signIn({
      email: given,
      password,
      code = "",
      address,
    }: {
      email: string;
      password: string;
      code?: string;
      address: string;
    }): Promise<SignInOutcome> {
      const now = clock.now();
      const email = given.trim().toLowerCase();
      const attempt = await limits.enter({ email, address, now });
      if (!attempt.within) return { kind: "too-many", minutes: limits.windowMinutes };
      const row = await prisma.operator.findUnique({ where: { email } });
      const isRight = await isPassword(row?.passwordHash, password);
      if (!row?.active || !isRight) return { kind: "refused" };
      if (row.totpSecret !== null && !(await isSecondStep({ ...row, totpSecret: row.totpSecret }, code, now)))
        return { kind: "refused" };
      await attempt.undo();
      return { kind: "in", token: await sessions.open(row.id, now) };
    },
    session: (token: string) => sessions.find(token, clock.now()),
    leaveNotice: sessions.leaveNotice,
    signOut: sessions.close,
    signOutEverywhere: sessions.closeAll,
    invite: (token: string) => findInvite(prisma, token, clock.now()),
    accept: (token: string, given: Parameters<typeof acceptInvite>[2]) =>
      acceptInvite(prisma, token, given, clock.now()),
    /**
     * Changes the password, and logs the operator out in all other browsers. Returns false if the old password is
     * wrong.
     */
    async changePassword(
      id: string,
      { before, after, keep }: { before: string; after: string; keep: string },
    ): Promise<boolean> {
      const row = await rowOf(id);
      if (!(await isPassword(row.passwordHash, before))) return false;
      const passwordHash = await hashPassword(after);
      await prisma.$transaction(async (tx) => {
        await tx.operator.update({ where: { id }, data: { passwordHash } });
        await writeAudit(
          tx,
          { operatorId: id, name: row.name },
          ownChange(id, "password", "Trocou a própria senha."),
          clock.now(),
        );
      });
      await sessions.closeAll(id, keep);
      return true;
    },
    /** Turns two-factor authentication on. Returns false if the code does not match the secret. */
    async enableTotp(id: string, { secret, code }: { secret: string; code: string }): Promise<boolean> {
      const step = totpStep(secret, code, clock.now());
      if (step === undefined) return false;
      const totpSecret = box.seal(secret, id);
      await prisma.$transaction(async (tx) => {
        const { name } = await tx.operator.update({ where: { id }, data: { totpSecret, totpStep: step } });
        await writeAudit(
          tx,
          { operatorId: id, name },
          ownChange(id, "totp-on", "Ligou a verificação em duas etapas."),
          clock.now(),
        );
      });
      return true;
    },
    /** Turns two-factor authentication off. Returns false if the password is wrong. */
    async disableTotp(id: string, password: string): Promise<boolean> {
      const row = await rowOf(id);
      if (!(await isPassword(row.passwordHash, password))) return false;
      await prisma.$transaction(async (tx) => {
        const { name } = await tx.operator.update({ where: { id }, data: { totpSecret: null, totpStep: null } });
        const change = ownChange(id, "totp-off", "Desligou a verificação em duas etapas.");
        await writeAudit(tx, { operatorId: id, name }, change, clock.now());
      });
      return true;
    },
  };
}

const ownChange = (id: string, action: string, sentence: string) => ({
  action: `operator.${action}`,
  subject: `operator ${id}`,
  sentence,
});
