import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { IncomingMessage } from "../../core/channel-ports.ts";

/** Dependencies of the chat command. */
export interface ChatApp {
  receive(message: IncomingMessage): Promise<void>;
  /** Resolves to whether notices are still to come for this chat. */
  pending(phone: string): Promise<boolean>;
  newId(): string;
}

/**
 * Runs one person's chat on the console, one message a line. At the end of the input it waits for promised notices, at
 * most `waitMs`.
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
