import type { Role } from "../core/panel/role.ts";

/** Who works at the demo's provider. The page of the login says so: there is nothing to protect. */
export const demoOperators: readonly { email: string; name: string; role: Role; password: string }[] = [
  { email: "admin@valefibra.example", name: "Helena Prado", role: "administrador", password: "demo-vale-fibra" },
  { email: "atendente@valefibra.example", name: "Tiago Reis", role: "atendente", password: "demo-vale-fibra" },
];
