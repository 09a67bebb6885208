/**
 * Every route of the Central, and whether a subscriber must be logged in. A route that is not listed here does not
 * exist. To add one, list it here and add its handler; the compiler asks for the handler.
 */
export const access = {
  "GET /entrar": "anyone",
  "POST /entrar": "anyone",
  "GET /codigo": "anyone",
  "POST /codigo": "anyone",
  "GET /abrir/:token": "anyone",
  "POST /abrir": "anyone",
  "POST /demonstracao": "anyone",
  "POST /sair": "subscriber",
  "GET /": "subscriber",
  "GET /faturas": "subscriber",
  "GET /faturas/:id": "subscriber",
  "GET /faturas/:id/pagar": "subscriber",
  "GET /faturas/:id/bancos": "subscriber",
  "GET /faturas/:id/trocar": "subscriber",
  "GET /faturas/:id/boleto": "subscriber",
  "POST /faturas/:id/boleto": "subscriber",
  "GET /faturas/:id/boleto.pdf": "subscriber",
  "GET /faturas/:id/pix.png": "subscriber",
  "GET /faturas/:id/eventos": "subscriber",
  "GET /historico": "subscriber",
  "GET /recibos/:id": "subscriber",
  "GET /avise/telegram": "subscriber",
} as const satisfies Record<`${"GET" | "POST"} /${string}`, "anyone" | "subscriber">;

/** A route of the Central. */
export type RouteName = keyof typeof access;
