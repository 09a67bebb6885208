import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { IncomingMessage } from "../../core/channel-ports.ts";
import { chatIsAnswering, chatIsPending } from "../../storage/chats/chat-is-pending.ts";
import type { App } from "../open-app.ts";

/** Longer than any claim: what a killed process has claimed is sent, and then the answer behind it. */
const answerMs = 60_000;

/** What the chat command works with. */
export interface ChatApp {
  receive(message: IncomingMessage): Promise<void>;
  /**
   * Sends what is due. Returns true if the chat of this phone still has something to answer or to send now, such as what
   * a process that was killed has claimed.
   */
  answering(phone: string): Promise<boolean>;
  /** Returns true if the chat of this phone still waits for a notice. */
  pending(phone: string): Promise<boolean>;
  newId(): string;
}

/** Returns what the chat command needs of an application. */
export const chatOf = ({ prisma, deps, receive }: App): ChatApp => ({
  receive,
  async answering(phone) {
    await deps.deliverDue();
    return chatIsAnswering(prisma, "console", phone, deps.clock.now());
  },
  pending: (phone) => chatIsPending(prisma, "console", phone),
  newId: randomUUID,
});

/**
 * Runs the chat of one person on the console, one message in each line, and waits for the answer to each. At the end of
 * the input, waits at most `waitMs` for the notices that were promised.
 */
export async function runChat(
  app: ChatApp,
  { phone, input, waitMs, prompt }: { phone: string; input: Readable; waitMs: number; prompt?: Writable },
): Promise<void> {
  prompt?.write("Escreva uma mensagem e tecle Enter. Para sair, Ctrl+D.\n\n");
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    await app.receive({
      channel: "console",
      address: phone,
      phone,
      externalId: app.newId(),
      body: { kind: "text", text },
    });
    await waitWhile(() => app.answering(phone), answerMs);
  }
  await waitWhile(() => app.pending(phone), waitMs);
}

async function waitWhile(isWaiting: () => Promise<boolean>, mostMs: number): Promise<void> {
  const until = performance.now() + mostMs;
  while (performance.now() < until && (await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 100));
}
