import { Secret, TOTP } from "otpauth";

const periodSeconds = 30;

/**
 * Returns the TOTP step of a code, in periods of 30 seconds since 1970. Accepts one step before and after the current
 * one; undefined if the code is wrong.
 */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = now.getTime();
  const delta = new TOTP({ secret: Secret.fromBase32(secret), period: periodSeconds }).validate({
    token,
    timestamp,
    window: 1,
  });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / periodSeconds) + delta;
}
