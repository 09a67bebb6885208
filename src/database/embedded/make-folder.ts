import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";

/**
 * What others may do in a folder of ours: nothing. In one of root's they may pass through, because root runs the server
 * as another user.
 */
const modeFor = () => (process.getuid?.() === 0 ? 0o711 : 0o700);

/**
 * Creates a folder and its parents. Creates them one by one, because the recursive mkdir of Node never returns where
 * the system refuses folders, such as under /proc. Throws AppError, which names the folder as it was configured
 * (`configured`).
 */
export function makeFolder(folder: string, configured: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  makeFolder(path.dirname(folder), configured);
  try {
    mkdirSync(folder);
    chmodSync(folder, modeFor());
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST" && statSync(folder).isDirectory()) return;
    throw new AppError(
      "data-folder",
      `A pasta de dados "${configured}" não pode ser criada. Escolha outra em DATA_DIR.`,
      {
        cause,
      },
    );
  }
}

/** What we put into a data folder. Names beside it mean that the folder is somebody's for other things, too. */
const ours = /^(postgresql.*|whatsapp|chat|banks)$/;

/**
 * Takes from others what they may do in a data folder that exists. Leaves a folder of another user, and one with things
 * that are not ours, as it is: the folders in it are closed by themselves.
 */
export function tightenDataFolder(folder: string): void {
  const { mode, uid } = statSync(folder);
  if (process.platform === "win32" || uid !== process.getuid?.()) return;
  const tight = mode & 0o7777 & (0o7700 | modeFor());
  if (tight === (mode & 0o7777) || !readdirSync(folder).every((name) => ours.test(name))) return;
  try {
    chmodSync(folder, tight);
  } catch (error) {
    // What is wrong with a disk that can only be read is said by whoever writes there next.
    if ((error as NodeJS.ErrnoException).code !== "EROFS") throw error;
  }
}
