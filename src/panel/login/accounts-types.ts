import type { Operator } from "../../core/operator/operator.ts";

/** What an attempt to log in came to. */
export type SignIn = { kind: "in"; token: string } | { kind: "refused" } | { kind: "too-many"; minutes: number };

/** An operator in a browser, and what the last page left to say. */
export interface Session {
  operator: Operator;
  notice?: string;
}

/** Whom an invitation is for: the first administrator, or an operator without or with a forgotten password. */
export type Invite = { kind: "first" } | { kind: "operator"; operator: Operator };

/** How operators get in, and what each does about the own account. A token is what the cookie holds. */
export interface Accounts {
  signIn(given: { email: string; password: string; code?: string; address: string }): Promise<SignIn>;
  /** The session of a token that is in force, its notice taken off; undefined for any other. */
  session(token: string): Promise<Session | undefined>;
  /** What the next page says. */
  leaveNotice(token: string, notice: string): Promise<void>;
  signOut(token: string): Promise<void>;
  /** All browsers of an operator, but for the one of `keep`. */
  signOutEverywhere(operatorId: string, keep?: string): Promise<void>;
  invite(token: string): Promise<Invite | undefined>;
  /** Sets the password of an invitation, which is over then; gives undefined where it was over before. */
  accept(
    token: string,
    given: { password: string; email?: string; name?: string },
  ): Promise<{ operatorId: string } | undefined>;
  /** Gives false where the old one is wrong. Other browsers are logged out. */
  changePassword(operatorId: string, given: { before: string; after: string; keep: string }): Promise<boolean>;
  /** Turns the second step on; gives false where the code does not fit the secret. */
  enableTotp(operatorId: string, given: { secret: string; code: string }): Promise<boolean>;
  /** Gives false where the password is wrong. */
  disableTotp(operatorId: string, password: string): Promise<boolean>;
}
