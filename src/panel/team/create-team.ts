import type { Author } from "../../core/operator/author.ts";
import type { Operator } from "../../core/operator/operator.ts";
import type { Role } from "../../core/operator/role.ts";
import type { Clock } from "../../core/ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import type { Transaction } from "../../database/sql.ts";
import { forgetBrowsers } from "../../storage/attempts/known-browsers.ts";
import { operatorOf } from "../../storage/operator/operator-of.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import { secret } from "../../storage/secret.ts";

/** Why a change to the team was refused. */
export type TeamRefusal = "email-taken" | "last-administrator" | "unknown";

type Refused = { refused: TeamRefusal };

/** What administrators can do about operators. */
export type Team = ReturnType<typeof createTeam>;

/**
 * Creates the functions by which administrators manage the operators. Every change is recorded in the audit log. At
 * least one administrator who can log in always remains.
 */
export function createTeam(prisma: PrismaClient, clock: Clock) {
  const log = (tx: Transaction, by: Author, what: string, id: string, sentence: string) =>
    writeAudit(tx, by, { action: `operator.${what}`, subject: `operator ${id}`, sentence }, clock.now());
  return {
    async list(): Promise<Operator[]> {
      return (await prisma.operator.findMany({ orderBy: [{ active: "desc" }, { name: "asc" }] })).map(operatorOf);
    },
    async get(id: string): Promise<Operator | undefined> {
      const row = await prisma.operator.findUnique({ where: { id } });
      return row ? operatorOf(row) : undefined;
    },
    /** Creates an operator. Returns the token for the link on which the operator sets a password. */
    create: (
      { email: given, name, role }: { email: string; name: string; role: Role },
      by: Author,
    ): Promise<{ operator: Operator; token: string } | Refused> =>
      prisma.$transaction(async (tx) => {
        const email = given.trim().toLowerCase();
        const { count } = await tx.operator.createMany({ data: { email, name, role }, skipDuplicates: true });
        if (count === 0) return { refused: "email-taken" };
        const row = await tx.operator.findUniqueOrThrow({ where: { email } });
        await log(tx, by, "created", row.id, `Criou a conta de ${name} (${email}), ${role}.`);
        return { operator: operatorOf(row), token: await createInvite(tx, row.id, clock.now()) };
      }),
    change: (
      id: string,
      given: { name: string; role: Role; active: boolean },
      by: Author,
    ): Promise<Refused | undefined> =>
      prisma.$transaction(async (tx) => {
        // Changes are made one after the other: if two administrators deactivated each other at the same time, none
        // would remain.
        await tx.$queryRaw`SELECT 1 FROM operator WHERE role = 'administrador' ORDER BY id FOR UPDATE`;
        const row = await tx.operator.findUnique({ where: { id } });
        if (!row) return { refused: "unknown" };
        const stays = given.active && given.role === "administrador";
        const others = { id: { not: id }, role: "administrador" as const, active: true, passwordHash: { not: null } };
        if (row.role === "administrador" && row.active && !stays && (await tx.operator.count({ where: others })) === 0)
          return { refused: "last-administrator" };
        const sentence = sentenceOf(row, given);
        if (sentence === "") return undefined;
        await tx.operator.update({ where: { id }, data: given });
        if (!given.active) {
          await tx.operatorSession.deleteMany({ where: { operatorId: id } });
          await forgetBrowsers(tx, { operatorId: id });
          await tx.operatorInvite.deleteMany({ where: { operatorId: id } });
        }
        await log(tx, by, "changed", id, sentence);
        return undefined;
      }),
    /**
     * Makes a new link for somebody who has forgotten the password. Also logs the operator out, and turns two-factor
     * authentication off.
     */
    renew: (id: string, by: Author): Promise<{ token: string } | Refused> =>
      prisma.$transaction(async (tx) => {
        const row = await tx.operator.findUnique({ where: { id } });
        if (!row?.active) return { refused: "unknown" };
        await tx.operator.update({ where: { id }, data: { passwordHash: null, totpSecret: null, totpStep: null } });
        await tx.operatorSession.deleteMany({ where: { operatorId: id } });
        await forgetBrowsers(tx, { operatorId: id });
        await log(tx, by, "renewed", id, `Fez um novo link de senha para ${row.name} (${row.email}).`);
        return { token: await createInvite(tx, id, clock.now()) };
      }),
    /** Returns the token for the link of the first administrator; undefined if there are operators already. */
    inviteFirst: (): Promise<string | undefined> =>
      prisma.$transaction(async (tx) =>
        (await tx.operator.count()) === 0 ? createInvite(tx, null, clock.now()) : undefined,
      ),
  };
}

type Changeable = { name: string; role: string; active: boolean };

function sentenceOf(before: Changeable & { email: string }, after: Changeable): string {
  return [
    before.name === after.name ? "" : `Mudou o nome de ${before.name} para ${after.name}.`,
    before.role === after.role ? "" : `${after.name}: de ${before.role} para ${after.role}.`,
    before.active === after.active ? "" : `${after.active ? "Reativou" : "Desativou"} a conta de ${after.name}.`,
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** Time for which a link is valid, in milliseconds. It leaves enough time to hand the link over. */
const goodForMs = 24 * 60 * 60_000;

/**
 * Creates a token with which a password can be set once, within a day. Earlier tokens of the operator become invalid.
 */
async function createInvite(tx: Transaction, operatorId: string | null, now: Date): Promise<string> {
  const token = secret.create();
  await tx.operatorInvite.deleteMany({ where: { OR: [{ operatorId }, { expiresAt: { lt: now } }] } });
  const expiresAt = new Date(now.getTime() + goodForMs);
  await tx.operatorInvite.create({ data: { tokenHash: secret.hashOf(token), operatorId, expiresAt } });
  return token;
}
