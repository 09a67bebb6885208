import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { IncomingMessage } from "../../core/channel-ports.ts";

/** What the chat command needs of the application. */
export interface ChatApp {
  receive(message: IncomingMessage): Promise<void>;
  /** Are there notices to come for this chat? */
  pending(phone: string): Promise<boolean>;
  newId(): string;
}

/**
 * One person's chat on the console: a line a message. At the end of the input it waits for what is still promised, at
 * most so many milliseconds.
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
  }
  const until = performance.now() + waitMs;
  while (performance.now() < until && (await app.pending(phone)))
    await new Promise((resolve) => setTimeout(resolve, 100));
}
