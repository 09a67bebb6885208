import type { Response } from "express";
import { AppError } from "../core/app-error.ts";
import { hiderOf } from "../core/privacy/secret-fields.ts";
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
  408: "A mensagem não chegou inteira.",
  409: "Não combina com o que já existe.",
  413: "O que foi enviado é grande demais.",
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
  const status = isUnreachable(error, fields.code) ? 503 : statusOfReader(fields.status);
  return new Problem(status, titles[status] ?? titles[400] ?? "");
}

const tooLarge = (bytes: unknown) =>
  `O corpo da mensagem é grande demais: o limite é ${Math.floor(Number(bytes ?? 0) / 2 ** 20)} MB.`;

/** The status of an error of Express or of a parser of bodies: those that the client caused carry one. */
const statusOfReader = (status: unknown) =>
  typeof status === "number" && status >= 400 && status < 500 && status !== 401 ? status : 500;

/** Sends an error as `application/problem+json`. */
export function sendProblem(response: Response, error: unknown): void {
  const { status, message, errors: faults } = problemOf(error);
  // Clients write problems to their logs, so the values of secret fields are removed from the messages.
  const hide = hiderOf(response.req.body);
  const errors = faults.map(({ path, message }) => ({ path: shortPath(path), message: hide(message) }));
  if (status === 503) response.setHeader("Retry-After", "5");
  if (status === 401) response.setHeader("WWW-Authenticate", 'Bearer realm="faturabot"');
  response.status(status).type("application/problem+json");
  response.send(JSON.stringify({ type: "about:blank", title: message, status, ...(errors.length > 0 && { errors }) }));
}

/** A path may contain the name of an unknown field, which may be as long as the body. */
const shortPath = (path: string) => (path.length > 200 ? `${path.slice(0, 200).toWellFormed()}…` : path);

/** Codes of Prisma and of the network for a database that gives no answer, or no connection in time. */
const unreachable = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
]);
/** Classes of SQLSTATE: connection lost; disk, memory or connections at an end; server stopping. */
const passing = /^(?:08|53|57P)/;

/** Returns true if the request may succeed later, without any change to it. */
function isUnreachable(error: unknown, code: unknown): boolean {
  if (error instanceof AppError) return error.retry;
  // For a raw query, the error code of Prisma only says that it failed. The cause is in the error of the driver.
  const { meta, cause: ownCause } = (error ?? {}) as {
    meta?: { driverAdapterError?: { cause?: unknown } };
    cause?: unknown;
  };
  const { kind, originalCode } = (meta?.driverAdapterError?.cause ?? ownCause ?? {}) as Record<string, unknown>;
  if (["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"].includes(String(kind)))
    return true;
  return unreachable.has(String(code)) || [code, originalCode].some((state) => passing.test(String(state)));
}
