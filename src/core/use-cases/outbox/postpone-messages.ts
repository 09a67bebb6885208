import { AppError } from "../../app-error.ts";
import type { OutboundMessage } from "../../channel-ports.ts";
import type { Storage } from "../../ports.ts";
import { type DeliveryDeps, givesUpAfterMs } from "./delivery-deps.ts";

/** An error that nobody foresaw is a fault of ours: more tries change nothing. */
const unforeseenTries = 5;
const longestPauseMs = 15 * 60_000;

/** The first message did not go: it waits, or has failed, and those behind it wait with it. The order in a chat is kept. */
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
  // Nothing overtakes it: what is behind waits until somebody looked.
  if (code === "outcome-unknown") {
    await storage.markUnsent(first, { status: "unknown", error: code }, now);
    return wait(storage, behind, now);
  }
  const inTime = now.getTime() - (first.dueAt ?? now).getTime() < givesUpAfterMs;
  const again = inTime && (known ? known.retry : first.attempts < unforeseenTries);
  if (!again) {
    await storage.markUnsent(first, { status: "failed", error: code }, now);
    return wait(storage, behind, now);
  }
  const pauseMs = Math.min(1000 * 2 ** Math.min(first.attempts, 10), longestPauseMs);
  const claimedUntil = known?.retryAt ?? new Date(now.getTime() + pauseMs);
  await storage.markUnsent(first, { status: "pending", claimedUntil, error: code }, now);
  return wait(storage, behind, now, claimedUntil);
}

async function wait(storage: Storage, messages: readonly OutboundMessage[], now: Date, claimedUntil?: Date) {
  const change = { status: "pending" as const, error: "waits", ...(claimedUntil && { claimedUntil }) };
  for (const message of messages) await storage.markUnsent(message, change, now);
}
