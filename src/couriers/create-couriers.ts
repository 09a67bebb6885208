import type { Couriers } from "../core/identity/courier.ts";
import type { Mailer } from "../core/mailer.ts";
import { createSmsCourier, type SmsSettings } from "./sms-courier.ts";

/** Creates the configured couriers, which deliver one-time codes by SMS or e-mail. */
export function createCouriers({
  sms,
  mailer,
}: {
  sms?: SmsSettings | undefined;
  mailer?: Mailer | undefined;
}): Couriers {
  return {
    ...(sms && { sms: createSmsCourier(sms) }),
    ...(mailer && { email: { send: (to, { subject, text }) => mailer.mail(to, { subject, text }) } }),
  };
}
