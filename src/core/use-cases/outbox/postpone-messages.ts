import { AppError } from "../../app-error.ts";
import type { OutboundMessage } from "../../channel-ports.ts";
import type { Storage } from "../../ports.ts";
import { type DeliveryDeps, giveUpAfterMs } from "./delivery-deps.ts";

/** An error that we do not know is a bug of ours, for which trying again rarely helps. */
const unknownErrorTries = 5;
const maxPauseMs = 15 * 60_000;

/**
 * Handles a message that could not be sent. It waits for another attempt, or fails for good. Those behind it wait,
 * which keeps the order in the chat.
 */
export async function postponeMessages(
  { storage, clock }: DeliveryDeps,
  messages: readonly OutboundMessage[],
  error: unknown,
): Promise<void> {
  const [first, ...behind] = messages;
  if (!first) return;
  const now = clock.now();
  const known = error instanceof AppError ? error : undefined;
  const code = known?.code ?? "send-failed";
  if (code === "unreachable") return storage.markUnreachable(first.chatId, now);
  // The messages behind it wait until it is known whether this one was sent.
  if (code === "outcome-unknown") {
    await storage.markUnsent(first, { status: "unknown", error: code }, now);
    return holdBack(storage, behind, now);
  }
  const inTime = now.getTime() - (first.dueAt ?? now).getTime() < giveUpAfterMs;
  const willRetry = inTime && (known ? known.retry : first.attempts < unknownErrorTries);
  if (!willRetry) {
    await storage.markUnsent(first, { status: "failed", error: code }, now);
    return holdBack(storage, behind, now);
  }
  const pauseMs = Math.min(1000 * 2 ** Math.min(first.attempts, 10), maxPauseMs);
  const claimedUntil = known?.retryAt ?? new Date(now.getTime() + pauseMs);
  await storage.markUnsent(first, { status: "pending", claimedUntil, error: code }, now);
  return holdBack(storage, behind, now, claimedUntil);
}

async function holdBack(storage: Storage, messages: readonly OutboundMessage[], now: Date, claimedUntil?: Date) {
  const change = { status: "pending" as const, error: "waits", ...(claimedUntil && { claimedUntil }) };
  for (const message of messages) await storage.markUnsent(message, change, now);
}
