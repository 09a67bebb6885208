import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { IncomingMessage } from "../../core/channel-ports.ts";

/** What the chat command works with. */
export interface ChatApp {
  receive(message: IncomingMessage): Promise<void>;
  /** Returns true if the chat of this phone still waits for a notice. */
  pending(phone: string): Promise<boolean>;
  newId(): string;
}

/**
 * Runs the chat of one person on the console, one message in each line. At the end of the input, waits at most `waitMs`
 * for the notices that were promised.
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
