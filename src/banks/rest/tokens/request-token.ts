import { z } from "zod";
import type { BankHttp } from "../bank-http.ts";
import type { Credentials } from "../read-settings.ts";

/** What the grant "password" sends: the user's name and password, and the headers that the bank wants besides. */
export interface PasswordGrant {
  username: string;
  password: string;
  headers: Readonly<Record<string, string>>;
}

/** Where and how a bank grants tokens. `secretIn` is where it expects the secret: form, header, or nowhere. */
export interface OAuth {
  tokenUrl: string;
  /** Absent if the bank knows no scopes. */
  scope?: string;
  secretIn: "form" | "header" | "nowhere";
  /** The grant "password" instead of "client_credentials". */
  password?: PasswordGrant;
  credentials: Credentials;
}

/** The bank did not grant a token. */
export class TokenRefused extends Error {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;

  constructor({ status, retryAfterSeconds }: { status: number; retryAfterSeconds?: number | undefined }) {
    super(`The bank granted no token: ${status}`);
    this.name = "TokenRefused";
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** Requests a token by OAuth2. Throws TokenRefused, or the connection's error. */
export async function requestToken(
  { tokenUrl, scope, secretIn, password, credentials }: OAuth,
  { http, signal }: { http: BankHttp; signal: AbortSignal },
): Promise<{ token: string; lifeMs: number }> {
  const { clientId, clientSecret = "" } = credentials;
  const form = new URLSearchParams({
    grant_type: password ? "password" : "client_credentials",
    ...(scope !== undefined && { scope }),
    ...(password && { username: password.username, password: password.password }),
  });
  if (secretIn !== "header" && !password) form.set("client_id", clientId);
  if (secretIn === "form") form.set("client_secret", clientSecret);
  const answer = await http({
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
  const parsed = granted.safeParse(answer.json);
  if (answer.status >= 300 || !parsed.success) throw new TokenRefused(answer);
  return { token: parsed.data.access_token, lifeMs: parsed.data.expires_in * 1000 };
}
