import { AppError } from "../app-error.ts";

/** Returns the name and the code of an error, without its message, which may quote personal data. */
export function errorName(error: unknown): string {
  const { code } = (typeof error === "object" && error !== null ? error : {}) as { code?: unknown };
  const known = typeof code === "string" || typeof code === "number" ? ` ${code}` : "";
  // Of what is no Error, such as the copies that libraries make of one, only a code that can be one is shown.
  if (!(error instanceof Error)) return /^( [A-Z0-9_]{2,30})?$/.test(known) ? `unknown${known}` : "unknown";
  return `${error.name}${known}`;
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
  const { cause, errors, stack } = (
    typeof error === "object" && error !== null ? error : {}
  ) as Partial<AggregateError>;
  const inner = (one: unknown) => shownError(one, depth + 1);
  return {
    type: errorName(error),
    ...(error instanceof AppError && { message: error.message }),
    stack: String(stack ?? "")
      .split("\n")
      .filter(isFrame)
      .slice(0, 20)
      .join("\n"),
    ...(cause !== undefined && depth < 4 && { cause: inner(cause) }),
    ...(Array.isArray(errors) && depth < 4 && { errors: errors.slice(0, 10).map(inner) }),
  };
}

/** Returns true for a line such as "    at name (file:1:2)". */
const isFrame = (line: string) => /^ +at [^"']*:\d+:\d+\)?$/.test(line);
