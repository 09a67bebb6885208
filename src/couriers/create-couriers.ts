import type { Couriers } from "../core/identity/courier.ts";
import { createEmailCourier, type EmailSettings } from "./email-courier.ts";
import { createSmsCourier, type SmsSettings } from "./sms-courier.ts";

/** The couriers that are configured. */
export function createCouriers({ sms, email }: { sms?: SmsSettings; email?: EmailSettings }): Couriers {
  return { ...(sms && { sms: createSmsCourier(sms) }), ...(email && { email: createEmailCourier(email) }) };
}
