import { pino } from "pino";
import pretty from "pino-pretty";
import { shownError } from "./core/privacy/error-name.ts";
import { secretFields, withoutSecrets } from "./core/privacy/secret-fields.ts";

export type Logger = pino.Logger;

/**
 * Creates the logger of a process. It writes to standard error: JSON lines, or readable lines on a terminal. The values
 * of secret fields are hidden.
 */
export function createLogger(level: string, into?: pino.DestinationStream): Logger {
  const destination =
    into ?? (process.stderr.isTTY ? pretty({ destination: 2, sync: true }) : pino.destination({ dest: 2, sync: true }));
  // Some libraries hand on a copy of an error that is no Error, with its words.
  const hideSecrets = (fields: object) =>
    withoutSecrets("err" in fields ? { ...fields, err: shownError(fields.err) } : fields) as Record<string, unknown>;
  return pino(
    {
      level,
      // pino's default fields are of no use here, and "name" and "hostname" would be hidden anyway.
      base: null,
      formatters: { log: hideSecrets },
      serializers: {
        // Fields given to a child logger do not pass through the formatter, so the secret ones are hidden here as well.
        ...Object.fromEntries(secretFields.map((field) => [field, () => "[oculto]"])),
        err: (error: unknown) => (error instanceof Error ? shownError(error) : error),
      },
      hooks: {
        logMethod([first, ...rest], method) {
          // Without a message, pino would log the error's own message, which may contain personal data.
          const error = first instanceof Error ? first : undefined;
          if (error || (hasError(first) && rest.length === 0))
            Reflect.apply(method, this, [error ? { err: error } : first, rest[0] ?? "error"]);
          else Reflect.apply(method, this, [first, ...rest]);
        },
      },
    },
    destination,
  );
}

const hasError = (value: unknown) => typeof value === "object" && value !== null && "err" in value;
