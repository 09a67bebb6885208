import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../../core/app-error.ts";

/** Credentials of a bank client, with the contents of the files. Never stored or logged. */
export interface Credentials {
  clientId: string;
  /** Sicoob has none. */
  clientSecret?: string;
  /** PEM: the client certificate, if the bank requires one. */
  certificate?: { cert: string; key: string };
  /** PEM: certificate authorities to trust, in place of Node's own. */
  ca?: string;
}

const file = z.string().min(1, "esperado o caminho de um arquivo");
const https = z.url({ protocol: /^https$/, error: "esperado um endereço https://…" });

/** Fields common to all banks' settings. */
export const commonSettings = {
  clientId: z.string().min(1, "esperado o client id que o banco deu"),
  caFile: file.optional(),
  apiRoot: https.optional(),
  tokenUrl: https.optional(),
  scope: z.string().min(1).optional(),
  /** Which PDF is sent: the bank's or ours. */
  pdf: z.enum(["bank", "ours"], "esperado bank ou ours").default("bank"),
};
/** Fields of the client certificate, for banks that require one. */
export const certificateSettings = { certFile: file, keyFile: file };
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

/** Reads the files named in the settings, relative to the folder. Throws AppError naming the file. */
export function readCredentials(
  { folder }: SettingsFile,
  given: { clientId: string } & Partial<
    Record<"clientSecretFile" | "certFile" | "keyFile" | "caFile", string | undefined>
  >,
): Credentials {
  const read = (name: string) => readFile(folder, name);
  const { clientId, clientSecretFile, certFile, keyFile, caFile } = given;
  return {
    clientId,
    ...(clientSecretFile !== undefined && { clientSecret: read(clientSecretFile).trim() }),
    ...(certFile !== undefined &&
      keyFile !== undefined && { certificate: { cert: read(certFile), key: read(keyFile) } }),
    ...(caFile !== undefined && { ca: read(caFile) }),
  };
}

/** Reads a file relative to the folder. Throws AppError naming it. */
export function readFile(folder: string, name: string): string {
  try {
    return readFileSync(path.resolve(folder, name), "utf8");
  } catch (cause) {
    throw new AppError("bank-settings", `${name}: não dá para ler este arquivo.`, { cause });
  }
}
