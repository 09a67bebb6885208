import { z } from "zod";
import { expiryOf, readCertificate } from "./client-certificate.ts";
import { certificateSettings, readSettings, type SettingsFile } from "./read-settings.ts";

const certificateFields = z.looseObject(certificateSettings);

/** Returns the expiry of the settings' client certificate; undefined without one. Throws AppError if unreadable. */
export function certificateEndsAt(settings: SettingsFile): Date | undefined {
  const files = readSettings(settings, certificateFields);
  const certificate = readCertificate(settings.folder, files);
  return certificate && expiryOf(certificate, files.certFile ?? files.pfxFile ?? "");
}
