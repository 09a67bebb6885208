import { AppError } from "../../core/app-error.ts";
import type { Logger } from "../../logger.ts";

/** Resolves when the process is told to stop. A second signal ends it at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
}

/** Time to close everything in good order. What cannot go on may not answer any more. */
const closeMs = 15_000;

/**
 * Makes the process end with a sentence and exit code 1 where it cannot go on, so that whoever watches it starts it
 * again: after an error that nobody caught, whose words may quote personal data and are not shown, at once; after
 * `giveUp`, once everything is closed. `happened` then resolves with the exit code.
 */
export function endInWords(logger: Logger): { giveUp(error: unknown): void; happened: Promise<number> } {
  let end: (code: number) => void = () => {};
  const happened = new Promise<number>((resolve) => {
    end = resolve;
  });
  process.on("uncaughtException", (err) => {
    logger.fatal({ err }, "uncaught error");
    say(
      "O serviço parou por um erro inesperado; o log diz onde. Nada do que foi confirmado se perdeu: abra-o de novo.",
    );
    process.exit(1);
  });
  return {
    giveUp(err) {
      logger.fatal({ err }, "cannot go on");
      say(`${err instanceof AppError ? err.message : "O banco de dados não abre."} O serviço para aqui.`);
      setTimeout(() => process.exit(1), closeMs).unref();
      end(1);
    },
    happened,
  };
}

const say = (line: string) => process.stderr.write(`${line}\n`);
