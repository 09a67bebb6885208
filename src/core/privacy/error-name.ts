import { AppError } from "../app-error.ts";

/** The kind of an error only: its message may quote what a person wrote. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" || typeof code === "number" ? `${error.name} ${code}` : error.name;
}

/** An error as it may be shown. */
export interface ShownError {
  type: string;
  /** Of our own errors only, whose words name nobody. */
  message?: string;
  /** Where it came from, without what was said there. */
  stack: string;
  cause?: ShownError;
  errors?: readonly ShownError[];
}

/** What log and queue may keep of an error: its kind and where it came from. Others' messages quote what was given. */
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

/** "    at name (file:1:2)". */
const isFrame = (line: string) => /^ +at [^"']*:\d+:\d+\)?$/.test(line);
