/** Something broke. `code` is for programs, the message for people; `retry` says whether to try again, `retryAt` not before when. */
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
