/**
 * A failure with a message for the operator and a `code` for programs. `retry` says whether it makes sense to try
 * again, and `retryAt` the earliest time to do so.
 */
export class AppError extends Error {
  readonly code: string;
  readonly retry: boolean;
  readonly retryAt: Date | undefined;

  constructor(code: string, message: string, options: { cause?: unknown; retry?: boolean; retryAt?: Date } = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.retry = options.retry ?? options.retryAt !== undefined;
    this.retryAt = options.retryAt;
  }
}
