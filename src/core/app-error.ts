/** Something broke. `code` is for programs, the message for people; `retry` says whether to try again. */
export class AppError extends Error {
  readonly code: string;
  readonly retry: boolean;

  constructor(code: string, message: string, options: { cause?: unknown; retry?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.retry = options.retry ?? false;
  }
}
