import { createHash } from "node:crypto";

/**
 * The id that a message of the outbox gets at WhatsApp in a try, in the form that WhatsApp Web's own have: whoever comes
 * after a crash knows what to look for.
 */
export function messageId(outboxId: string, attempt: number): string {
  const digest = createHash("sha256").update(`faturabot:${outboxId}:${attempt}`).digest("hex");
  return `3EB0${digest.slice(0, 18)}`.toUpperCase();
}

/** The ids of this try and of those before it, the newest first. */
export function messageIds(outboxId: string, attempts: number): string[] {
  const tries = Math.min(Math.max(attempts, 1), 30);
  return Array.from({ length: tries }, (_, back) => messageId(outboxId, Math.max(attempts, 1) - back));
}
