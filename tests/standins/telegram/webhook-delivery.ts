import type { UpdateQueue } from "./update-queue.ts";
import { chatOf, type Update } from "./wire.ts";

/** Where updates are posted to. */
export interface Webhook {
  url: string;
  secret_token?: string;
  max_connections: number;
}

/** One try to hand an update over. */
export interface Delivery {
  updateId: number;
  /** The status, or what became of the connection. */
  outcome: number | string;
  retryAfter?: string;
}

/** Posts updates: one at a time a chat, in their order, again until a 2xx. `onChange` hears of each try. */
export function createWebhookDelivery(
  queue: UpdateQueue,
  { retryMs, timeoutMs, onChange }: { retryMs: number; timeoutMs: number; onChange: () => void },
) {
  let webhook: Webhook | undefined;
  const busy = new Map<number, Update>();
  const pausedUntil = new Map<number, NodeJS.Timeout>();
  const deliveries: Delivery[] = [];

  function pump(): void {
    if (!webhook) return;
    for (const update of queue.heads()) {
      const chat = chatOf(update);
      if (busy.size >= webhook.max_connections) return;
      if (busy.has(chat) || pausedUntil.has(chat)) continue;
      busy.set(chat, update);
      void deliver(webhook, update, chat);
    }
  }
  async function deliver(to: Webhook, update: Update, chat: number): Promise<void> {
    const delivery = await post(to, update, timeoutMs);
    deliveries.push(delivery);
    busy.delete(chat);
    const { outcome } = delivery;
    if (typeof outcome === "number" && outcome >= 200 && outcome < 300)
      queue.confirm((one) => one.update_id === update.update_id);
    else
      pausedUntil.set(
        chat,
        setTimeout(() => {
          pausedUntil.delete(chat);
          pump();
        }, retryMs),
      );
    onChange();
    pump();
  }
  return {
    pump,
    deliveries,
    get: () => webhook,
    set(next: Webhook | undefined): void {
      webhook = next;
      pump();
    },
    stop(): void {
      webhook = undefined;
      for (const timer of pausedUntil.values()) clearTimeout(timer);
    },
  };
}

async function post(to: Webhook, update: Update, timeoutMs: number): Promise<Delivery> {
  const secret = to.secret_token;
  try {
    const response = await fetch(to.url, {
      method: "POST",
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(timeoutMs),
      headers: { "content-type": "application/json", ...(secret && { "x-telegram-bot-api-secret-token": secret }) },
    });
    await response.arrayBuffer();
    const retryAfter = response.headers.get("retry-after");
    return { updateId: update.update_id, outcome: response.status, ...(retryAfter && { retryAfter }) };
  } catch (error) {
    return { updateId: update.update_id, outcome: error instanceof Error ? error.name : "lost" };
  }
}
