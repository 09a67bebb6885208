import type { ErrorRequestHandler, RequestHandler } from "express";
import { Problem, problemOf, sendProblem } from "./problem.ts";

/**
 * Refuses an address with a NUL, which PostgreSQL can neither store nor compare. Its error is answered with 400. The API
 * is left out: it checks each value, and names the one that is wrong.
 */
export const refuseNul: RequestHandler = (request, _response, next) => {
  next(
    /%00/.test(request.url) && !request.url.startsWith("/api/")
      ? new Problem(400, "O endereço não está bem escrito.")
      : undefined,
  );
};

/**
 * Answers whatever error no router has answered: with its status and a sentence, never with its words or its stack,
 * which name our files. An answer that has already begun is cut off, so that nobody takes it for whole. `onError` is
 * called for errors that are our own.
 */
export function lastError(onError: (error: unknown) => void): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const { status, message } = problemOf(error);
    if (status >= 500) onError(error);
    if (response.headersSent) response.destroy();
    else if (request.originalUrl.startsWith("/api/")) sendProblem(response, error);
    else response.status(status).type("text/plain").send(message);
  };
}
