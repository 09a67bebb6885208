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
  "GET /contratos": "atendente",
  "GET /contratos/vincular": "administrador",
  "POST /contratos/vincular": "administrador",
  "GET /contratos/vincular/:id": "administrador",
  "GET /contratos/vincular/:id/progresso": "administrador",
  "GET /contratos/:id": "atendente",
  "GET /contratos/:id/faturamento": "atendente",
  "POST /contratos/:id/faturamento": "atendente",
  "GET /carteiras": "atendente",
  "GET /carteiras/nova": "administrador",
  "POST /carteiras/nova": "administrador",
  "GET /carteiras/editar/:id": "administrador",
  "POST /carteiras/editar/:id": "administrador",
  "GET /carteiras/banco/nova": "administrador",
  "POST /carteiras/banco/nova": "administrador",
  "GET /carteiras/banco/editar/:id": "administrador",
  "POST /carteiras/banco/editar/:id": "administrador",
  "POST /carteiras/banco/conferir": "administrador",
  "POST /carteiras/banco/exemplo": "administrador",
  "GET /operadores": "administrador",
  "POST /operadores": "administrador",
  "GET /operadores/:id": "administrador",
  "POST /operadores/:id": "administrador",
  "POST /operadores/:id/link": "administrador",
  "GET /registro": "administrador",
} as const satisfies Record<`${"GET" | "POST"} /${string}`, Role | "anyone">;

/** A route of the panel. */
export type RouteName = keyof typeof access;
