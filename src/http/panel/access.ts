import type { Role } from "../../core/panel/role.ts";

/**
 * Every route of the panel and the role it asks for; "anyone" asks for no login. What does not stand here is not there.
 * A new one stands here, in `create-panel.tsx` with its handler, and, if it is a section, in `menu.ts`.
 */
export const access = {
  "GET /entrar": "anyone",
  "POST /entrar": "anyone",
  "GET /convite/:token": "anyone",
  "POST /convite/:token": "anyone",
  "POST /sair": "atendente",
  "GET /": "atendente",
  "GET /conta": "atendente",
  "POST /conta/senha": "atendente",
  "POST /conta/verificacao": "atendente",
  "POST /conta/verificacao/desligar": "atendente",
  "POST /conta/sair-de-todos": "atendente",
  "GET /operadores": "administrador",
  "POST /operadores": "administrador",
  "GET /operadores/:id": "administrador",
  "POST /operadores/:id": "administrador",
  "POST /operadores/:id/link": "administrador",
  "GET /registro": "administrador",
} as const satisfies Record<`${"GET" | "POST"} /${string}`, Role | "anyone">;

/** A route of the panel. */
export type RouteName = keyof typeof access;
