import type { Author } from "./author.ts";
import type { Operator } from "./operator.ts";
import type { Role } from "./role.ts";

/** A change to the team that was not made. */
export type TeamRefusal = "email-taken" | "last-administrator" | "unknown";

/** Who works with the panel, as administrators manage it. Every change is in the log. */
export interface Team {
  list(): Promise<Operator[]>;
  get(id: string): Promise<Operator | undefined>;
  /** Gives the token of a link to set a password. */
  create(
    given: { email: string; name: string; role: Role },
    by: Author,
  ): Promise<{ operator: Operator; token: string } | { refused: TeamRefusal }>;
  change(
    id: string,
    given: { name: string; role: Role; active: boolean },
    by: Author,
  ): Promise<{ refused: TeamRefusal } | undefined>;
  /** A new link for a forgotten password: logs the operator out, and takes the second step off. */
  renew(id: string, by: Author): Promise<{ token: string } | { refused: TeamRefusal }>;
  /** The link for the first administrator; undefined where there is one already. */
  inviteFirst(): Promise<string | undefined>;
}
