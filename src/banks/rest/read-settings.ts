import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../../core/app-error.ts";
import { type CertificateFiles, type ClientCertificate, readCertificate } from "./client-certificate.ts";
import { readFile } from "./read-file.ts";

/** Credentials of a bank client, with the contents of the files. Never stored or logged. */
export interface Credentials {
  clientId: string;
  /** Sicoob has none. */
  clientSecret?: string;
  /** The client certificate, if the bank requires one. */
  certificate?: ClientCertificate;
  /** PEM: certificate authorities to trust, besides Node's own. */
  ca?: string;
}

const file = z.string().min(1, "esperado o caminho de um arquivo");
const https = z.url({ protocol: /^https$/, error: "esperado um endereço https://…" });

const perMinute = z.int("esperado um número de chamadas por minuto").min(1).max(60_000);

/** Fields common to all banks' settings. */
export const commonSettings = {
  clientId: z.string().min(1, "esperado o client id que o banco deu"),
  caFile: file.optional(),
  apiRoot: https.optional(),
  tokenUrl: https.optional(),
  scope: z.string().min(1).optional(),
  callsPerMinute: perMinute.optional(),
  readsPerMinute: perMinute.optional(),
  /** Which PDF is sent: the bank's or ours. */
  pdf: z.enum(["bank", "ours"], "esperado bank ou ours").default("bank"),
};
/** Fields of the client certificate: two files in PEM, or one in PKCS #12 with its password. */
export const certificateSettings = {
  certFile: file.optional(),
  keyFile: file.optional(),
  pfxFile: file.optional(),
  pfxPasswordFile: file.optional(),
};
/** Path of a file that contains only a secret. */
export const secretFile = file;

/** A bank wallet's settings file, and the folder to which its paths are relative. */
export interface SettingsFile {
  folder: string;
  name: string;
}

/** Reads and validates a bank wallet's settings. Throws AppError naming the file and the field. */
export function readSettings<T>({ folder, name }: SettingsFile, schema: z.ZodType<T>): T {
  const fault = (why: string, cause?: unknown) => new AppError("bank-settings", `${name}: ${why}`, { cause });
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path.join(folder, name), "utf8"));
  } catch (cause) {
    throw fault(`não dá para ler em ${folder}. É um JSON?`, cause);
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path: at, message, code, ...more }) => {
    const names = code === "unrecognized_keys" && "keys" in more ? (more.keys as string[]).join(", ") : at.join(".");
    return `${names}: ${code === "unrecognized_keys" ? "este campo não existe" : message}`;
  });
  throw fault(issues.join("; "));
}

/**
 * Reads the files named in the settings, relative to the folder. Throws AppError naming the file, and if a required
 * certificate is not named.
 */
export function readCredentials(
  { folder }: SettingsFile,
  given: { clientId: string } & CertificateFiles & Partial<Record<"clientSecretFile" | "caFile", string | undefined>>,
  certificateIs: "required" | "optional" = "optional",
): Credentials {
  const { clientId, clientSecretFile, caFile } = given;
  const certificate = readCertificate(folder, given);
  if (!certificate && certificateIs === "required")
    throw new AppError("bank-settings", "Falta o certificado: certFile e keyFile, ou pfxFile.");
  return {
    clientId,
    ...(clientSecretFile !== undefined && { clientSecret: readFile(folder, clientSecretFile).trim() }),
    ...(certificate && { certificate }),
    ...(caFile !== undefined && { ca: readFile(folder, caFile) }),
  };
}
