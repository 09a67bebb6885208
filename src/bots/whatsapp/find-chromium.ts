import { accessSync, constants } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const folders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"];

/** Returns the path of the installed Chromium. Throws AppError with instructions if there is none. */
export function findChromium(): string {
  const found = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isExecutable);
  if (found) return found;
  throw new AppError(
    "no-chromium",
    "Não achei um Chromium. Instale um (Debian: apt-get install chromium) ou diga onde está em WHATSAPP_CHROMIUM.",
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
