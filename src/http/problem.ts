import type { Response } from "express";
import { AppError } from "../core/app-error.ts";
import { withoutValuesOf } from "../core/privacy/secret-fields.ts";
import type { Fault } from "../core/register/check-input.ts";
import { RegisterError } from "../core/register/register-error.ts";

/** An error whose answer is a problem details document (RFC 9457). */
export class Problem extends Error {
  override name = "Problem";
  readonly status: number;
  readonly errors: readonly Fault[];

  constructor(status: number, title: string, errors: readonly Fault[] = []) {
    super(title);
    this.status = status;
    this.errors = errors;
  }
}

const registerStatus = { "not-found": 404, conflict: 409, invalid: 422 } as const;
const titles: Record<number, string> = {
  400: "O corpo da mensagem não é um JSON que se possa ler.",
  404: "Não encontrado.",
  409: "Não combina com o que já existe.",
  415: "Esperado JSON em UTF-8, sem compressão ou com gzip.",
  422: "Um valor não é permitido.",
  500: "Algo quebrou aqui. Tente de novo; se continuar, avise o suporte.",
  503: "O banco de dados não respondeu. Tente de novo em instantes.",
};

/** Converts any error to a Problem. This is the only place where an error gets an HTTP status. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RegisterError) {
    const status = registerStatus[error.kind];
    return new Problem(status, titles[status] ?? "", [{ path: error.path, message: error.message }]);
  }
  const fields =
    typeof error === "object" && error !== null
      ? (error as { status?: unknown; type?: unknown; code?: unknown; limit?: unknown })
      : {};
  if (fields.type === "entity.too.large") return new Problem(413, tooLarge(fields.limit));
  if (error instanceof URIError) return new Problem(400, "O endereço não está bem escrito.");
  if (fields.status === 415) return new Problem(415, titles[415] ?? "");
  if (fields.status === 400 || fields.type === "entity.parse.failed") return new Problem(400, titles[400] ?? "");
  if (isUnreachable(error, fields.code)) return new Problem(503, titles[503] ?? "");
  return new Problem(500, titles[500] ?? "");
}

const tooLarge = (bytes: unknown) =>
  `O corpo da mensagem é grande demais: o limite é ${Math.floor(Number(bytes ?? 0) / 2 ** 20)} MB.`;

/** Sends an error as `application/problem+json`. */
export function sendProblem(response: Response, error: unknown): void {
  const { status, message, errors: faults } = problemOf(error);
  // Clients write problems to their logs, so the values of secret fields are removed from the messages.
  const errors = faults.map((fault) => ({ ...fault, message: withoutValuesOf(response.req.body, fault.message) }));
  if (status === 503) response.setHeader("Retry-After", "5");
  if (status === 401) response.setHeader("WWW-Authenticate", 'Bearer realm="faturabot"');
  response.status(status).type("application/problem+json");
  response.send(JSON.stringify({ type: "about:blank", title: message, status, ...(errors.length > 0 && { errors }) }));
}

function isUnreachable(error: unknown, code: unknown): boolean {
  if (error instanceof AppError) return error.retry;
  // For a raw query, the error code of Prisma only says that it failed. The cause is in the error of the driver.
  const { meta } = (error ?? {}) as { meta?: { driverAdapterError?: { cause?: { kind?: unknown } } } };
  const kind = meta?.driverAdapterError?.cause?.kind;
  if (["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"].includes(String(kind)))
    return true;
  return ["P1001", "P1002", "P1008", "P1017", "P2024", "P2037", "ECONNREFUSED", "ECONNRESET", "57P01"].includes(
    String(code),
  );
}
