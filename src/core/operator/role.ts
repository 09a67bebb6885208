/** What an operator may do, from little to all. */
export const roles = ["atendente", "administrador"] as const;
/** `atendente` does the daily work; `administrador` does that, and decides who works here and how money comes in. */
export type Role = (typeof roles)[number];

/** Does that role reach what asks for the other one? */
export function reaches(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
