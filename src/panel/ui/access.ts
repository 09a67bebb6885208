import type { Role } from "../../core/operator/role.ts";

/**
 * Every route of the panel and the role that it requires; "anyone" requires no login. A route that is not listed here
 * does not exist. To add one, list it here, in the routes of its section and, if it is a page of the menu, in
 * `menu.ts`.
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
  "GET /contratos/:id/telefones": "atendente",
  "POST /contratos/:id/telefones": "atendente",
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
  "GET /hoje": "atendente",
  "GET /atendimento": "atendente",
  "GET /atendimento/eventos": "atendente",
  "GET /atendimento/:id": "atendente",
  "GET /atendimento/:id/eventos": "atendente",
  "POST /atendimento/:id": "atendente",
  "POST /atendimento/:id/boleto": "atendente",
  "POST /atendimento/:id/devolver": "atendente",
  "GET /problemas": "atendente",
  "POST /problemas/recebida/:id": "atendente",
  "POST /problemas/enviada/:id": "atendente",
  "POST /problemas/tarefa/:name/:id": "administrador",
  "GET /faturas": "atendente",
  "GET /faturas/:id": "atendente",
  "POST /faturas/:id/boleto": "atendente",
  "POST /faturas/:id/enviar": "atendente",
  "POST /faturas/:id/cancelar": "atendente",
  "GET /devolver": "atendente",
  "POST /devolver": "administrador",
  "POST /devolver/:id": "administrador",
  "GET /faturamento": "atendente",
  "POST /faturamento": "administrador",
  "GET /faturamento/contrato": "administrador",
  "GET /faturamento/contrato/:id": "administrador",
  "POST /faturamento/contrato/:id": "administrador",
  "GET /faturamento/:day": "atendente",
  "GET /horario": "administrador",
  "POST /horario": "administrador",
  "GET /identificacao": "administrador",
  "POST /identificacao": "administrador",
  "GET /importar": "administrador",
  "POST /importar": "administrador",
  "GET /importar/:id": "administrador",
  "POST /importar/:id": "administrador",
  "GET /exportar/:list": "administrador",
  "GET /operadores": "administrador",
  "POST /operadores": "administrador",
  "GET /operadores/:id": "administrador",
  "POST /operadores/:id": "administrador",
  "POST /operadores/:id/link": "administrador",
  "GET /registro": "administrador",
} as const satisfies Record<`${"GET" | "POST"} /${string}`, Role | "anyone">;

/**
 * Routes that give access to the panel or decide where the money goes. Whoever finds an open browser must not use them:
 * they ask for the password again if it was last proved more than half an hour ago.
 */
export const provesAgain: ReadonlySet<RouteName> = new Set<RouteName>([
  "POST /operadores",
  "POST /operadores/:id",
  "POST /operadores/:id/link",
  "POST /carteiras/banco/nova",
  "POST /carteiras/banco/editar/:id",
  "POST /identificacao",
  "POST /importar/:id",
]);

/** A route of the panel. */
export type RouteName = keyof typeof access;
