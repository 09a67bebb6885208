import type { Clock } from "../../core/ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import type { Transaction } from "../../database/sql.ts";
import { forgetBrowsers, knowsBrowser, rememberBrowser } from "../../storage/attempts/known-browsers.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import { createSecretBox, type SecretBox } from "../../storage/secret-box.ts";
import { acceptInvite, findInvite } from "./accept-invite.ts";
import { countLogin } from "./login-limits.ts";
import { hashPassword, isPassword } from "./password-hash.ts";
import { createProveAgain, type GivenProof, type ProofOutcome } from "./prove-again.ts";
import { createSecondStep } from "./second-step.ts";
import { createSessions } from "./sessions.ts";
import { totpStep } from "./totp-step.ts";

/**
 * The outcome of a login; `token` is the value of the session cookie, and `browser` of the cookie by which the browser
 * is known from now on.
 */
export type SignInOutcome =
  | { kind: "in"; token: string; browser: string }
  | { kind: "refused" }
  | { kind: "too-many"; minutes: number };

/** A session of an operator who changes something. */
export interface OwnSession {
  operatorId: string;
  token: string;
}

/** Login, and what operators can change in their own accounts. */
export type Accounts = ReturnType<typeof createAccounts>;

/** Creates the access to the accounts of operators in the database. `box` encrypts their TOTP secrets. */
export function createAccounts(prisma: PrismaClient, clock: Clock, box: SecretBox = createSecretBox([])) {
  const sessions = createSessions(prisma);
  const isSecondStep = createSecondStep(prisma, box);
  const proveAgain = createProveAgain(prisma, sessions, isSecondStep);
  /**
   * Changes the operator's own account and logs the operator out in all other browsers, after the operator has proved
   * again who it is.
   */
  const change = async (
    session: OwnSession,
    given: GivenProof,
    done: { action: string; sentence: string },
    write: (tx: Transaction) => Promise<unknown>,
  ): Promise<ProofOutcome> => {
    const outcome = await proveAgain(session, given, clock.now());
    if (outcome !== "proven") return outcome;
    const { operatorId: id, token } = session;
    await prisma.$transaction(async (tx) => {
      await write(tx);
      const { name } = await tx.operator.findUniqueOrThrow({ where: { id } });
      const entry = { action: `operator.${done.action}`, subject: `operator ${id}`, sentence: done.sentence };
      await writeAudit(tx, { operatorId: id, name }, entry, clock.now());
    });
    await sessions.closeAll(id, token);
    return "proven";
  };
  return {
    async signIn({
      email: given,
      password,
      code = "",
      address,
      browser,
    }: {
      email: string;
      password: string;
      code?: string;
      address: string;
      browser?: string | undefined;
    }): Promise<SignInOutcome> {
      const now = clock.now();
      const email = given.trim().toLowerCase();
      const row = await prisma.operator.findUnique({ where: { email } });
      const isKnown = await knowsBrowser(prisma, browser, { operatorId: row?.id ?? noOperator }, now);
      const attempt = await countLogin(prisma, { email, address, ...(isKnown && browser && { browser }) }, now);
      if (attempt.kind === "limited")
        return { kind: "too-many", minutes: Math.ceil((attempt.until.getTime() - now.getTime()) / 60_000) };
      const isRight = await isPassword(row?.passwordHash, password);
      if (!row?.active || !isRight || !(await isSecondStep(row, code, now))) return { kind: "refused" };
      await attempt.succeed();
      return {
        kind: "in",
        token: await sessions.open(row.id, now),
        browser: await rememberBrowser(prisma, browser, { operatorId: row.id }, now),
      };
    },
    session: (token: string) => sessions.find(token, clock.now()),
    leaveNotice: sessions.leaveNotice,
    signOut: sessions.close,
    async signOutEverywhere({ operatorId, token }: OwnSession, browser: string | undefined) {
      await sessions.closeAll(operatorId, token);
      await forgetBrowsers(prisma, { operatorId }, browser);
    },
    invite: (token: string) => findInvite(prisma, token, clock.now()),
    accept: (token: string, given: Parameters<typeof acceptInvite>[2]) =>
      acceptInvite(prisma, token, given, clock.now()),
    /** Checks that whoever uses the session is its operator. */
    prove: (session: OwnSession, given: GivenProof) => proveAgain(session, given, clock.now()),
    /** Changes the password. */
    async changePassword(session: OwnSession, given: GivenProof, after: string): Promise<ProofOutcome> {
      const passwordHash = await hashPassword(after);
      const done = { action: "password", sentence: "Trocou a própria senha." };
      return change(session, given, done, (tx) =>
        tx.operator.update({ where: { id: session.operatorId }, data: { passwordHash } }),
      );
    },
    /**
     * Turns two-factor authentication on. `wrong-code`: the code does not match the new secret. `already-on`: it has to
     * be turned off first, which asks for a code of the old secret.
     */
    async enableTotp(
      session: OwnSession,
      password: string,
      { secret, code }: { secret: string; code: string },
    ): Promise<ProofOutcome | "wrong-code" | "already-on"> {
      const { operatorId: id } = session;
      const step = totpStep(secret, code, clock.now());
      if (step === undefined) return "wrong-code";
      if ((await prisma.operator.count({ where: { id, totpSecret: null } })) === 0) return "already-on";
      const totpSecret = box.seal(secret, id);
      const done = { action: "totp-on", sentence: "Ligou a verificação em duas etapas." };
      return change(session, { password, code: "" }, done, (tx) =>
        // The condition keeps a second request at the same moment from replacing the secret of the first.
        tx.operator.updateMany({ where: { id, totpSecret: null }, data: { totpSecret, totpStep: step } }),
      );
    },
    /** Turns two-factor authentication off. */
    disableTotp(session: OwnSession, given: GivenProof): Promise<ProofOutcome> {
      const done = { action: "totp-off", sentence: "Desligou a verificação em duas etapas." };
      return change(session, given, done, (tx) =>
        tx.operator.update({ where: { id: session.operatorId }, data: { totpSecret: null, totpStep: null } }),
      );
    },
  };
}

/** The id of no operator, so that an unknown e-mail costs the same statements. */
const noOperator = "00000000-0000-0000-0000-000000000000";
