import type { ChannelName } from "../../channel-ports.ts";
import { type DeliveryDeps, giveUpAfterMs } from "./delivery-deps.ts";

const claimMs = 30_000;

/**
 * Asks the channels about messages of which it is not known whether they were sent. A message is sent again only after
 * its channel has said that it was not sent.
 */
export async function settleUnknown({ storage, clock, senders }: DeliveryDeps): Promise<void> {
  const now = clock.now();
  const channels = (Object.keys(senders) as ChannelName[]).filter((channel) => senders[channel]?.reconcile);
  if (channels.length === 0) return;
  const claimedUntil = new Date(now.getTime() + claimMs);
  for (const message of await storage.claimUnknown({ channels, now, claimedUntil })) {
    const found = await senders[message.channel]?.reconcile?.(message).catch(() => undefined);
    if (found?.kind === "sent") {
      const { providerMessageId } = found;
      await storage.markSent([{ id: message.id, ...(providerMessageId && { providerMessageId }) }], now);
    } else if (found?.kind === "not-sent")
      await storage.markUnsent(message, { status: "pending", error: "not sent" }, now);
    else if (now.getTime() - (message.dueAt ?? now).getTime() > giveUpAfterMs)
      await storage.markUnsent(message, { status: "failed", error: "outcome-unknown" }, now);
  }
}
