import { AppError } from "../app-error.ts";

/** Returns the name and the code of an error, without its message, which may quote personal data. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" || typeof code === "number" ? `${error.name} ${code}` : error.name;
}

/** An error without personal data, safe to log. */
export interface ShownError {
  type: string;
  /** Set only for AppError, whose messages contain no personal data. */
  message?: string;
  /** Stack frames only, without the message. */
  stack: string;
  cause?: ShownError;
  errors?: readonly ShownError[];
}

/**
 * Reduces an error to what logs and the queue may keep. The messages of all errors but AppError are dropped, because
 * they may quote input.
 */
export function shownError(error: unknown, depth = 0): ShownError {
  const { cause, errors, stack = "" } = error instanceof Error ? (error as AggregateError) : {};
  const inner = (one: unknown) => shownError(one, depth + 1);
  return {
    type: errorName(error),
    ...(error instanceof AppError && { message: error.message }),
    stack: stack.split("\n").filter(isFrame).slice(0, 20).join("\n"),
    ...(cause !== undefined && depth < 4 && { cause: inner(cause) }),
    ...(Array.isArray(errors) && depth < 4 && { errors: errors.slice(0, 10).map(inner) }),
  };
}

/** Returns true for a line such as "    at name (file:1:2)". */
const isFrame = (line: string) => /^ +at [^"']*:\d+:\d+\)?$/.test(line);
