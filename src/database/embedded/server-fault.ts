import { statfsSync } from "node:fs";
import { AppError } from "../../core/app-error.ts";

/** With less free space than this, in bytes, a server fails with errors that do not mention the disk. */
const fullBytes = 32 * 2 ** 20;

const isFull = (folder: string): boolean => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < fullBytes;
};

/** Sentences for the operator, by the English message of PostgreSQL or of the operating system. */
const reasons: readonly [RegExp, (folder: string) => string][] = [
  [/No space left on device|disk quota exceeded/i, (folder) => fullDisk(folder)],
  [/Read-only file system/i, (folder) => `Só dá para ler em "${folder}". Escolha outra pasta em DATA_DIR.`],
  [
    /Permission denied|wrong ownership|Operation not permitted/i,
    (folder) => `Falta permissão para gravar em "${folder}". Confira de quem é a pasta, ou escolha outra em DATA_DIR.`,
  ],
  [/Cannot allocate memory|could not map anonymous shared memory/i, () => "Falta memória para o banco embutido."],
  [
    /Address already in use|could not bind/i,
    (folder) => `O endereço do banco em "${folder}" está ocupado por outro programa.`,
  ],
];

const diskFull = "disk-full";

/** Returns true for the reason that goes away by itself, once somebody makes space. */
export const isDiskFull = (error: unknown): boolean => error instanceof AppError && error.code === diskFull;

const fullDisk = (folder: string) => `O disco de "${folder}" está cheio. Libere espaço.`;

/**
 * Explains, from the output of a server, why it did not start. Must be called before the files are cleaned up, because
 * it looks at the free disk space.
 */
export function faultOf(text: string, folder: string): AppError {
  const known = isFull(folder) ? fullDisk(folder) : reasons.find(([pattern]) => pattern.test(text))?.[1](folder);
  const lines = text.trim().split("\n");
  const reason = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? "";
  return new AppError(
    known === fullDisk(folder) ? diskFull : "embedded-server",
    known
      ? `O banco embutido não abriu. ${known}`
      : `O banco embutido em "${folder}" não abriu: ${reason || "sem dizer por quê"}. Nada foi apagado.`,
    { cause: new Error(text) },
  );
}
