import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../../core/app-error.ts";

/** What a bank's client proves itself with. Files were read; nothing of it is ever stored or logged. */
export interface Credentials {
  clientId: string;
  /** Sicoob has none. */
  clientSecret?: string;
  /** PEM: the client certificate, where the bank wants one. */
  certificate?: { cert: string; key: string };
  /** PEM: whom to trust besides the usual authorities. */
  ca?: string;
}

const file = z.string().min(1, "esperado o caminho de um arquivo");
const https = z.url({ protocol: /^https$/, error: "esperado um endereço https://…" });

/** The fields that every bank's settings have. */
export const commonSettings = {
  clientId: z.string().min(1, "esperado o client id que o banco deu"),
  caFile: file.optional(),
  apiRoot: https.optional(),
  tokenUrl: https.optional(),
  scope: z.string().min(1).optional(),
  /** Whose drawing of the boleto is sent. */
  pdf: z.enum(["bank", "ours"], "esperado bank ou ours").default("bank"),
};
/** The client certificate, where the bank wants one. */
export const certificateSettings = { certFile: file, keyFile: file };
/** A file that holds a secret and nothing else. */
export const secretFile = file;

/** The settings of one bank wallet, and the folder that their paths start from. */
export interface SettingsFile {
  folder: string;
  name: string;
}

/** Reads and checks the settings of a bank wallet. Throws AppError naming the file and the field. */
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

/** Reads the files that settings name, each by its path from the folder. Throws AppError naming the file. */
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

/** Reads a file by its path from the folder. Throws AppError naming it. */
export function readFile(folder: string, name: string): string {
  try {
    return readFileSync(path.resolve(folder, name), "utf8");
  } catch (cause) {
    throw new AppError("bank-settings", `${name}: não dá para ler este arquivo.`, { cause });
  }
}
