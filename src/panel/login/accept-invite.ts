import type { Operator } from "../../core/operator/operator.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import type { Transaction } from "../../database/sql.ts";
import { rememberBrowser } from "../../storage/attempts/known-browsers.ts";
import { operatorOf } from "../../storage/operator/operator-of.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import { secret } from "../../storage/secret.ts";
import { forgetLogins } from "./login-limits.ts";
import { hashPassword } from "./password-hash.ts";

/** An invitation for the first administrator, or for an operator who has to set a password. */
export type Invite = { kind: "first" } | { kind: "operator"; operator: Operator };

/**
 * Returns an invitation; undefined if it is no longer valid. The invitation of the first administrator is valid only as
 * long as there are no operators.
 */
export async function findInvite(tx: Transaction, token: string, now: Date): Promise<Invite | undefined> {
  const row = await tx.operatorInvite.findFirst({
    where: { tokenHash: secret.hashOf(token), expiresAt: { gt: now } },
    include: { operator: true },
  });
  if (!row) return undefined;
  if (row.operator) return row.operator.active ? { kind: "operator", operator: operatorOf(row.operator) } : undefined;
  return (await tx.operator.count()) === 0 ? { kind: "first" } : undefined;
}

/**
 * Accepts an invitation and sets the password. The browser is known from then on, and what was counted against the
 * account is forgotten: the operator gets in, even while somebody else goes on guessing. Succeeds only once, even if several requests come at the same time.
 * Returns undefined if the invitation is no longer valid.
 */
export async function acceptInvite(
  prisma: PrismaClient,
  token: string,
  given: { password: string; email?: string; name?: string; address: string; browser?: string | undefined },
  now: Date,
): Promise<{ operatorId: string; browser: string } | undefined> {
  const passwordHash = await hashPassword(given.password);
  return prisma.$transaction(async (tx) => {
    const invite = await findInvite(tx, token, now);
    const { count } = await tx.operatorInvite.deleteMany({ where: { tokenHash: secret.hashOf(token) } });
    if (!invite || count === 0) return undefined;
    const row =
      invite.kind === "operator"
        ? await tx.operator.update({ where: { id: invite.operator.id }, data: { passwordHash } })
        : await tx.operator.create({
            data: {
              email: (given.email ?? "").trim().toLowerCase(),
              name: given.name ?? "",
              role: "administrador",
              passwordHash,
            },
          });
    const sentence = invite.kind === "first" ? "Criou a primeira conta de administrador." : "Definiu a própria senha.";
    const change = { action: "operator.password", subject: `operator ${row.id}`, sentence };
    await writeAudit(tx, { operatorId: row.id, name: row.name }, change, now);
    await forgetLogins(tx, { email: row.email, address: given.address });
    return { operatorId: row.id, browser: await rememberBrowser(tx, given.browser, { operatorId: row.id }, now) };
  });
}
