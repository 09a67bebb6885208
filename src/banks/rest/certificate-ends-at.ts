import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../core/app-error.ts";
import { readFile, readSettings, type SettingsFile } from "./read-settings.ts";

const certificateField = z.looseObject({ certFile: z.string().optional() });

/** Returns the expiry of the settings' client certificate; undefined without one. Throws AppError if unreadable. */
export function certificateEndsAt(settings: SettingsFile): Date | undefined {
  const { certFile } = readSettings(settings, certificateField);
  if (certFile === undefined) return undefined;
  try {
    return new Date(new X509Certificate(readFile(settings.folder, certFile)).validTo);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("bank-settings", `${certFile}: não é um certificado em PEM.`, { cause });
  }
}
