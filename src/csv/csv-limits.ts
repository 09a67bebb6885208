import { AppError } from "../core/app-error.ts";

/** Most lines of a file that the service reads itself, and of one that a command reads in a process of its own. */
export const mostLines = { service: 100_000, command: 1_000_000 } as const;
/** Twice as many as the widest file that is read has. */
const mostColumns = 100;

const [lineFeed = 0, carriageReturn = 0, ...separators] = Buffer.from("\n\r;,\t|");

/**
 * Throws AppError for a file with more lines or columns than `lines` and `mostColumns`. Has to be asked before the file
 * is parsed, because the work is by line and by cell: two million lines fit into 4 MB.
 */
export function refuseTooMany(bytes: Uint8Array, lines: number): void {
  let found = 0;
  for (const byte of bytes) if (byte === lineFeed && ++found > lines) break;
  // A file of an old Macintosh has only carriage returns.
  if (found === 0) for (const byte of bytes) if (byte === carriageReturn && ++found > lines) break;
  if (found > lines)
    throw new AppError(
      "csv",
      `O arquivo passa de ${lines} linhas. Divida-o em arquivos menores, cada um com o cabeçalho.`,
    );
  let columns = 1;
  for (const byte of bytes) {
    if (byte === lineFeed || byte === carriageReturn) break;
    if (separators.includes(byte) && ++columns > mostColumns)
      throw new AppError("csv", `O arquivo passa de ${mostColumns} colunas. Tire as que o Faturabot não conhece.`);
  }
}
