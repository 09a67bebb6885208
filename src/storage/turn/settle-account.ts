import type { IncomingMessage } from "../../core/channel-ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import type { Transaction } from "../../database/sql.ts";
import { chatSubscriber } from "../chats/chat-subscriber.ts";
import { mergeChats } from "./merge-chats.ts";

interface KnownChat {
  id: bigint;
  address: string;
  account: string | null;
}

type AccountMessage = IncomingMessage & { account: string };

/**
 * Sees to it that the account of a message has one chat, under the address of the message: a chat that was stored under
 * another address gets this one, and two chats of one account become one. Returns the message with the address of the
 * chat. Does nothing if the channel has no accounts.
 */
export async function settleAccount(
  prisma: PrismaClient,
  message: IncomingMessage,
  now: Date,
): Promise<IncomingMessage> {
  const { channel, address, account } = message;
  if (account === undefined) return message;
  const [only, other] = await prisma.chat.findMany({
    where: { channel, OR: [{ account }, { address: { in: [address, account] } }] },
    select: { address: true, account: true },
    take: 2,
  });
  const isSettled = only?.account === account && (only.address === address || address === account);
  if (isSettled && !other) return { ...message, address: only.address };
  const settled = await prisma.$transaction((tx) => settle(tx, { ...message, account }, now));
  return { ...message, address: settled };
}

async function settle(tx: Transaction, message: AccountMessage, now: Date): Promise<string> {
  const { channel, address, account, phone = null } = message;
  const rows = await tx.$queryRaw<KnownChat[]>`
    SELECT id, address, account FROM chat
     WHERE channel = ${channel}::channel AND (account = ${account} OR address IN (${address}, ${account}))
     ORDER BY id FOR UPDATE`;
  const former = rows.find((row) => row.address === address && row.account !== null && row.account !== account);
  if (former) await leaveAddress(tx, message, former, now);
  const own = rows.filter((row) => row !== former).map(({ id }) => id);
  if (own.length === 0) {
    // Another process may be doing the same: then the chat is there as soon as it has committed.
    await tx.$executeRaw`
      INSERT INTO chat (channel, address, account, phone) VALUES (${channel}::channel, ${address}, ${account}, ${phone})
      ON CONFLICT DO NOTHING`;
    return address;
  }
  const chatId = await mergeChats(tx, own);
  // A phone that WhatsApp hides this time was told before: the address that has it stays.
  const before = rows.find((row) => row !== former && row.address !== account)?.address;
  const stays = address === account && before !== undefined ? before : address;
  for (const { address: old } of rows) if (old !== stays) await forget(tx, message, old);
  if (stays !== before && before !== undefined) await keepSubscriber(tx, chatId, now);
  await tx.$executeRaw`
    UPDATE chat SET account = ${account}, phone = CASE WHEN address = ${stays} THEN coalesce(${phone}, phone) ELSE ${phone} END,
           address = ${stays} WHERE id = ${chatId}`;
  return stays;
}

/** The number belongs to another account now. What was promised to the former one goes on under its account. */
async function leaveAddress(tx: Transaction, message: AccountMessage, former: KnownChat, now: Date): Promise<void> {
  const { channel } = message;
  const twins = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM chat WHERE channel = ${channel}::channel AND address = ${former.account} FOR UPDATE`;
  const chatId = await mergeChats(tx, [former.id, ...twins.map(({ id }) => id)]);
  await forget(tx, message, former.address);
  await keepSubscriber(tx, chatId, now);
  await tx.$executeRaw`UPDATE chat SET address = ${former.account}, account = ${former.account}, phone = NULL WHERE id = ${chatId}`;
}

/** Forgets what the channel knows about an address. It would send answers to whoever had the address before. */
async function forget(tx: Transaction, { channel }: AccountMessage, address: string): Promise<void> {
  await tx.channelMemory.deleteMany({ where: { channel, address } });
}

/**
 * A new number proves nothing. But notices that were promised to the chat are still its subscriber's: the proof by the
 * old number is kept as one that is over.
 */
async function keepSubscriber(tx: Transaction, chatId: bigint, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE chat SET proven_id = ${chatSubscriber}, proven_until = ${now}
     WHERE id = ${chatId} AND proven_id IS NULL AND subscriber_id IS NULL AND ${chatSubscriber} IS NOT NULL`;
}
