import { pino } from "pino";
import pretty from "pino-pretty";
import { shownError } from "./core/privacy/error-name.ts";
import { secretFields, withoutSecrets } from "./core/privacy/secret-fields.ts";

export type Logger = pino.Logger;

/** The one logger of a process: JSON lines on standard error, readable ones on a terminal; secret fields hidden. */
export function createLogger(level: string, into?: pino.DestinationStream): Logger {
  const destination =
    into ?? (process.stderr.isTTY ? pretty({ destination: 2, sync: true }) : pino.destination({ dest: 2, sync: true }));
  const hides = (fields: object) => withoutSecrets(fields) as Record<string, unknown>;
  return pino(
    {
      level,
      // pino's own "name" and "hostname" say nothing here and would be hidden anyway.
      base: null,
      formatters: { log: hides },
      serializers: {
        // A child's fields come by no formatter.
        ...Object.fromEntries(secretFields.map((field) => [field, () => "[oculto]"])),
        err: (error: unknown) => (error instanceof Error ? shownError(error) : error),
      },
      hooks: {
        logMethod([first, ...rest], method) {
          // Without a message pino takes the error's own.
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
