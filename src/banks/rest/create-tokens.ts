import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../core/app-error.ts";
import type { BankDesk } from "../../core/bank-ports.ts";
import type { Clock } from "../../core/ports.ts";
import type { BankHttp } from "./bank-http.ts";
import type { Tokens } from "./create-bank-client.ts";
import type { Credentials } from "./read-settings.ts";

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
/** Tokens are renewed this long before they expire, so that none expires in transit. */
const earlyMs = 60_000;

/** What the grant "password" sends: the user's name and password, and the headers that the bank wants besides. */
export interface PasswordGrant {
  username: string;
  password: string;
  headers: Readonly<Record<string, string>>;
}

/**
 * Creates the source of tokens: OAuth2 client_credentials unless `password` is given, the token shared by all processes
 * through the database.
 * `secretIn` is where the bank expects the secret: in the form, in the header, or nowhere.
 */
export function createTokens(parts: {
  bankWalletId: string;
  tokenUrl: string;
  /** Absent if the bank knows no scopes. */
  scope?: string;
  secretIn: "form" | "header" | "nowhere";
  password?: PasswordGrant;
  credentials: Credentials;
  http: BankHttp;
  desk: BankDesk;
  clock: Clock;
}): Tokens {
  const { bankWalletId, credentials, desk, clock } = parts;
  let last: { token: string; sealed: string } | undefined;
  return {
    async current(signal) {
      const kept = await desk.token(bankWalletId);
      if (kept && kept.expiresAt.getTime() - earlyMs > clock.now().getTime()) {
        const token = kept.sealed === last?.sealed ? last.token : openToken(kept.sealed, credentials);
        if (token !== undefined) {
          last = { token, sealed: kept.sealed };
          return token;
        }
      }
      const { access_token: token, expires_in } = await requestToken(parts, signal);
      const sealed = sealToken(token, credentials);
      await desk.keepToken(bankWalletId, { sealed, expiresAt: new Date(clock.now().getTime() + expires_in * 1000) });
      last = { token, sealed };
      return token;
    },
    async refused(token) {
      if (last?.token === token) await desk.forgetToken(bankWalletId, last.sealed);
    },
  };
}

async function requestToken(
  { tokenUrl, scope, secretIn, password, credentials, http }: Parameters<typeof createTokens>[0],
  signal: AbortSignal,
): Promise<z.infer<typeof granted>> {
  const { clientId, clientSecret = "" } = credentials;
  const form = new URLSearchParams({
    grant_type: password ? "password" : "client_credentials",
    ...(scope !== undefined && { scope }),
    ...(password && { username: password.username, password: password.password }),
  });
  if (secretIn !== "header" && !password) form.set("client_id", clientId);
  if (secretIn === "form") form.set("client_secret", clientSecret);
  const { status, json } = await http({
    method: "POST",
    url: tokenUrl,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
      ...password?.headers,
      ...(secretIn === "header" && {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
      }),
    },
    body: form.toString(),
    signal,
  });
  const parsed = granted.safeParse(json);
  if (status >= 300 || !parsed.success) throw new AppError("token-refused", `O banco não deu o token (${status}).`);
  return parsed.data;
}

const algorithm = "aes-256-gcm";

/** Encrypts a token for the database; only the same credentials can decrypt it. */
export function sealToken(token: string, credentials: Credentials): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, keyOf(credentials), iv);
  const sealed = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Decrypts a token from `sealToken`; undefined if the credentials differ or it was tampered with. */
export function openToken(sealed: string, credentials: Credentials): string | undefined {
  const bytes = Buffer.from(sealed, "base64");
  try {
    const decipher = createDecipheriv(algorithm, keyOf(credentials), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

function keyOf({ clientId, clientSecret = "", certificate }: Credentials): Buffer {
  const secrets = `${clientSecret}\n${certificate?.key ?? ""}`;
  return Buffer.from(hkdfSync("sha256", secrets, clientId, "faturabot bank token", 32));
}
