import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { AppError } from "../../core/app-error.ts";
import { readBytes, readFile } from "./read-file.ts";

/** The client certificate that a bank requires, with its key: in PEM, or as a file in PKCS #12. */
export type ClientCertificate = { cert: string; key: string } | { pfx: Buffer; passphrase: string };

/** Names of the files that hold a client certificate. */
export type CertificateFiles = Partial<
  Record<"certFile" | "keyFile" | "pfxFile" | "pfxPasswordFile", string | undefined>
>;

/**
 * Reads the client certificate that the settings name; undefined if they name none. Throws AppError naming the file
 * that cannot be read, with the remedy if it is a PKCS #12 file in an old encryption.
 */
export function readCertificate(
  folder: string,
  { certFile, keyFile, pfxFile, pfxPasswordFile }: CertificateFiles,
): ClientCertificate | undefined {
  if ((certFile === undefined) !== (keyFile === undefined))
    throw new AppError("bank-settings", "certFile e keyFile vêm juntos.");
  if (certFile !== undefined && pfxFile !== undefined)
    throw new AppError("bank-settings", "Use certFile e keyFile, ou pfxFile: não os dois.");
  if (certFile !== undefined && keyFile !== undefined)
    return { cert: readFile(folder, certFile), key: readFile(folder, keyFile) };
  if (pfxFile === undefined) return undefined;
  const passphrase = pfxPasswordFile === undefined ? "" : readFile(folder, pfxPasswordFile).replace(/\r?\n$/, "");
  const certificate = { pfx: readBytes(folder, pfxFile), passphrase };
  refuseUnreadable(pfxFile, certificate);
  return certificate;
}

/** Returns the certificate's expiry. Throws AppError naming `file` if it is no certificate. */
export function expiryOf(certificate: ClientCertificate, file: string): Date | undefined {
  if ("pfx" in certificate) {
    const own = ownCertificateOf(certificate);
    return own && new Date(new X509Certificate(own).validTo);
  }
  try {
    return new Date(new X509Certificate(certificate.cert).validTo);
  } catch (cause) {
    throw new AppError("bank-settings", `${file}: não é um certificado em PEM.`, { cause });
  }
}

function refuseUnreadable(file: string, certificate: { pfx: Buffer; passphrase: string }): void {
  try {
    createSecureContext(certificate);
  } catch (cause) {
    throw new AppError("bank-settings", `${file}: ${pfxFault(cause)}`, { cause });
  }
}

/** Node's OpenSSL does not read the old ciphers (RC2-40) in which many certificates are delivered. */
function pfxFault(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "ERR_CRYPTO_UNSUPPORTED_OPERATION" || message?.includes("unsupported"))
    return "está numa cifra antiga, que o Node não lê. Converta com openssl pkcs12 -legacy (docs/bancos.md), e use certFile e keyFile.";
  if (message?.includes("mac verify failure")) return "a senha em pfxPasswordFile não é a deste arquivo.";
  return "não é um certificado .pfx.";
}

/** Node offers no other way to look into a PKCS #12 file; undefined if a future version has no such method. */
function ownCertificateOf(certificate: { pfx: Buffer; passphrase: string }): Buffer | undefined {
  const { context } = createSecureContext(certificate) as { context: { getCertificate?(): Buffer | null } };
  return context.getCertificate?.() ?? undefined;
}
