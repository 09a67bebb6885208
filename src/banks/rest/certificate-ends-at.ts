import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../core/app-error.ts";
import { readFile, readSettings, type SettingsFile } from "./read-settings.ts";

const named = z.looseObject({ certFile: z.string().optional() });

/** When the certificate that settings name runs out; undefined where they name none. Throws AppError where it cannot be read. */
export function certificateEndsAt(settings: SettingsFile): Date | undefined {
  const { certFile } = readSettings(settings, named);
  if (certFile === undefined) return undefined;
  try {
    return new Date(new X509Certificate(readFile(settings.folder, certFile)).validTo);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("bank-settings", `${certFile}: não é um certificado em PEM.`, { cause });
  }
}
