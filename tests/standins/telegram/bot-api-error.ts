/** A call that is refused, as the Bot API words it. */
export class BotApiError extends Error {
  readonly code: number;
  readonly parameters: { retry_after?: number } | undefined;

  constructor(code: number, description: string, parameters?: { retry_after?: number }) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** "Bad Request: …" */
export const badRequest = (why: string) => new BotApiError(400, `Bad Request: ${why}`);
