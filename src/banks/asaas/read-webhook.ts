import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";

const post = z.object({
  event: z.string(),
  payment: z.object({ id: z.string().min(1), externalReference: z.string().nullish() }).nullish(),
});

/** The form of our references. Asaas also posts about the charges of every other system of the account. */
const isOurs = (reference: string) => /^[0-9A-Z]{15}$/.test(reference);

/** Returns the charge of ours in a webhook request from Asaas; none if it is another's; undefined if unreadable. */
export function readAsaasWebhook(body: unknown): WebhookNote[] | undefined {
  const parsed = post.safeParse(body);
  if (!parsed.success) return undefined;
  const { event, payment } = parsed.data;
  const reference = payment?.externalReference ?? "";
  if (!payment || !isOurs(reference)) return [];
  return [
    {
      bankReference: payment.id,
      reference,
      ...(event === "PAYMENT_CONFIRMED" && { paymentAnnounced: true }),
      ...(event === "PAYMENT_RECEIVED_IN_CASH_UNDONE" && { undone: true }),
    },
  ];
}
