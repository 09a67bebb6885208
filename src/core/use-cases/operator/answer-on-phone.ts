import type { ChannelName, OutboxTrace, OwnMessage } from "../../channel-ports.ts";
import { inboundText } from "../../inbound-text.ts";
import type { Deps } from "../deps.ts";
import { personSilenceMs } from "./hand-back.ts";

/** The name under which the panel shows what was written on the company's phone. */
const writtenBy = "celular da empresa";

/**
 * Takes in a message from our own number that the channel has repeated. If it is a message of the outbox (`isSame`),
 * nothing happens. Otherwise somebody of the company wrote it on the phone itself: the chat is then theirs, as if they
 * had answered in the panel.
 */
export async function answerOnPhone(
  { storage, clock }: Pick<Deps, "storage" | "clock">,
  message: OwnMessage & { channel: ChannelName },
  isSame: (known: OutboxTrace) => boolean,
): Promise<void> {
  const { at, externalId, body } = message;
  const now = clock.now();
  const chatId = await storage.chatOf(message, now);
  await storage.transaction(async (records) => {
    await records.lockChats([chatId]);
    if ((await records.outboxOf(chatId)).some(isSame)) return;
    const said = { text: inboundText(body), providerMessageId: externalId, writtenBy, at };
    if (!(await records.keepSent({ kind: "person", chatId, once: `phone:${externalId}` }, said))) return;
    await records.takeAttendance({ chatId, by: writtenBy, now });
    await records.keepSilent(chatId, new Date(now.getTime() + personSilenceMs));
  });
}
