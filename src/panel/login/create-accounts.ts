import type { Clock } from "../../core/ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import { createSecretBox, type SecretBox } from "../../storage/secret-box.ts";
import { acceptInvite, findInvite } from "./accept-invite.ts";
import type { Accounts } from "./accounts-types.ts";
import { createLoginLimits } from "./login-limits.ts";
import { hashPassword, isPassword } from "./password-hash.ts";
import { opened } from "./seal-totp.ts";
import { createSessions } from "./sessions.ts";
import { totpStep } from "./totp-step.ts";

/** Operators' accounts in the database; what proves their second step is kept in the box. */
export function createAccounts(prisma: PrismaClient, clock: Clock, box: SecretBox = createSecretBox([])): Accounts {
  const sessions = createSessions(prisma);
  const limits = createLoginLimits(prisma);
  const rowOf = (id: string) => prisma.operator.findUniqueOrThrow({ where: { id } });
  /** A code counts once. */
  const takeStep = async (id: string, step: number | undefined) => {
    if (step === undefined) return false;
    const unused = { OR: [{ totpStep: null }, { totpStep: { lt: step } }] };
    return (await prisma.operator.updateMany({ where: { id, ...unused }, data: { totpStep: step } })).count === 1;
  };
  /** Without its key nobody can tell whether a code is right: nobody is let in. */
  const isSecondStep = async (row: { id: string; totpSecret: string }, code: string, now: Date) => {
    const secret = opened(box, row);
    return secret !== undefined && takeStep(row.id, totpStep(secret, code, now));
  };
  return {
    async signIn({ email: given, password, code = "", address }) {
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
    session: (token) => sessions.find(token, clock.now()),
    leaveNotice: sessions.leaveNotice,
    signOut: sessions.close,
    signOutEverywhere: sessions.closeAll,
    invite: (token) => findInvite(prisma, token, clock.now()),
    accept: (token, given) => acceptInvite(prisma, token, given, clock.now()),
    async changePassword(id, { before, after, keep }) {
      const row = await rowOf(id);
      if (!(await isPassword(row.passwordHash, before))) return false;
      const passwordHash = await hashPassword(after);
      await prisma.$transaction(async (tx) => {
        await tx.operator.update({ where: { id }, data: { passwordHash } });
        await writeAudit(
          tx,
          { operatorId: id, name: row.name },
          own(id, "password", "Trocou a própria senha."),
          clock.now(),
        );
      });
      await sessions.closeAll(id, keep);
      return true;
    },
    async enableTotp(id, { secret, code }) {
      const step = totpStep(secret, code, clock.now());
      if (step === undefined) return false;
      const totpSecret = box.seal(secret, id);
      await prisma.$transaction(async (tx) => {
        const { name } = await tx.operator.update({ where: { id }, data: { totpSecret, totpStep: step } });
        await writeAudit(
          tx,
          { operatorId: id, name },
          own(id, "totp-on", "Ligou a verificação em duas etapas."),
          clock.now(),
        );
      });
      return true;
    },
    async disableTotp(id, password) {
      const row = await rowOf(id);
      if (!(await isPassword(row.passwordHash, password))) return false;
      await prisma.$transaction(async (tx) => {
        const { name } = await tx.operator.update({ where: { id }, data: { totpSecret: null, totpStep: null } });
        const change = own(id, "totp-off", "Desligou a verificação em duas etapas.");
        await writeAudit(tx, { operatorId: id, name }, change, clock.now());
      });
      return true;
    },
  };
}

const own = (id: string, what: string, sentence: string) => ({
  action: `operator.${what}`,
  subject: `operator ${id}`,
  sentence,
});
