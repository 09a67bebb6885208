import { Secret, TOTP } from "otpauth";

const periodSeconds = 30;

/**
 * Returns the step of a TOTP code: the number of its period of 30 seconds since 1970. The periods before and after the
 * current one are accepted as well. Returns undefined if the code is wrong.
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
