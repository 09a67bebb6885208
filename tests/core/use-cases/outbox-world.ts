import type { Sender } from "../../../src/core/channel-ports.ts";
import type { Reply } from "../../../src/core/conversation/turn.ts";
import type { NoticeTopic } from "../../../src/core/message-key.ts";
import { deliverDue } from "../../../src/core/use-cases/outbox/deliver-messages.ts";
import { createWorld, start } from "./world.ts";

/** A channel in memory: `sent` is what people got, `refuses` throws for what does not go. */
function createChannel() {
  const sent: string[] = [];
  const channel = {
    sent,
    refuses: (_: string): Error | undefined => undefined,
    sender: {
      async send({ chatId, reply }) {
        const error = channel.refuses(reply.text);
        if (error) throw error;
        sent.push(`${chatId}: ${reply.text}`);
        return {};
      },
    } as Sender,
  };
  return channel;
}

export function outbox() {
  const world = createWorld();
  const channel = createChannel();
  const draw = async () => ({ mediaType: "application/pdf" as const, bytes: new Uint8Array() });
  const deps = { ...{ clock: world.clock, storage: world.storage, draw }, senders: { web: channel.sender } };
  let asked = 0;
  /** A person of the provider writes it: nothing holds it back. */
  const say = (chatId: string, ...texts: string[]) =>
    world.run((records) =>
      records.addMessages(
        { kind: "person", chatId, once: String(asked++) },
        { replies: texts.map((text) => ({ text })), dueAt: world.clock.now() },
      ),
    );
  const notice = (topic: NoticeTopic, reply: Reply, dueAt = start) =>
    world.run((records) =>
      records.addMessages({ kind: "notice", topic, boletoId: "b1", chatId: "1" }, { replies: [reply], dueAt }),
    );
  const statuses = (chatId: string) => world.messages(chatId).map(({ status }) => status);
  return { ...world, channel, say, notice, statuses, outboxDeps: deps, deliver: () => deliverDue(deps) };
}
