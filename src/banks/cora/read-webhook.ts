import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";

/** Headers of Cora's webhook, which has no body. The id of the event makes each post another one. */
export const coraHeaders = ["webhook-event-id", "webhook-event-type", "webhook-resource-id"] as const;

const post = z.object({ "webhook-event-type": z.string(), "webhook-resource-id": z.string() });

/**
 * Returns the charge in a webhook request from Cora, kept as its headers; none if it is about something else, such as a
 * transfer; undefined if unreadable.
 */
export function readCoraWebhook(body: unknown): WebhookNote[] | undefined {
  const parsed = post.safeParse(body);
  if (!parsed.success) return undefined;
  const { "webhook-event-type": type, "webhook-resource-id": bankReference } = parsed.data;
  return type.startsWith("invoice.") ? [{ bankReference }] : [];
}
