/** Roles of operators, in order of increasing rights. */
export const roles = ["atendente", "administrador"] as const;
/** `atendente` does the daily work; `administrador` also manages operators and how money is received. */
export type Role = (typeof roles)[number];

/** Returns true if `role` includes the rights of `needed`. */
export function reaches(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
