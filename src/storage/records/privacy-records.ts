import type { PrivacyRecords } from "../../core/privacy/privacy-records.ts";
import { dayOf, type Transaction } from "../../database/sql.ts";

/** Creates what a use case may read and write for the data protection law (LGPD) within a transaction. */
export function createPrivacyRecords(tx: Transaction): PrivacyRecords {
  return {
    async heldData(id) {
      const subscriber = await tx.subscriber.findUnique({
        where: { id },
        include: {
          phones: { orderBy: { phone: "asc" } },
          contracts: {
            orderBy: { createdAt: "asc" },
            include: {
              phones: { orderBy: { phone: "asc" } },
              invoices: { orderBy: { dueDate: "asc" }, include: { payments: { orderBy: { paidOn: "asc" } } } },
            },
          },
        },
      });
      if (!subscriber) return undefined;
      const { name, document, email, address, phones, contracts } = subscriber;
      const invoices = contracts.flatMap((contract) => contract.invoices);
      const chatIds = await subscribersChats(tx, id);
      const chats = await tx.chat.findMany({
        where: { id: { in: chatIds } },
        include: { _count: { select: { inbound: true, outbound: true } } },
        orderBy: { id: "asc" },
      });
      return {
        name,
        document,
        ...(email !== null && { email }),
        ...(address !== null && { address }),
        phones: phones.map(({ phone }) => phone),
        contracts: contracts.map((contract) => ({
          address: contract.address,
          plan: contract.plan,
          active: contract.active,
          authorisedPhones: contract.phones.map(({ phone }) => phone),
        })),
        invoices: invoices.map((invoice) => ({
          description: invoice.description,
          dueDate: dayOf(invoice.dueDate),
          amountCents: Number(invoice.amountCents),
          status: invoice.status,
        })),
        payments: invoices.flatMap(({ description, payments }) =>
          payments.map(({ paidOn, amountCents, amountTold }) => ({
            paidOn: dayOf(paidOn),
            ...(amountTold && { amountCents: Number(amountCents) }),
            description,
          })),
        ),
        chats: chats.map(({ channel, address: chatAddress, createdAt: since, lastActiveAt, noticesOffAt, _count }) => ({
          channel,
          address: chatAddress,
          since,
          ...(lastActiveAt && { lastActiveAt }),
          messages: _count.inbound + _count.outbound,
          noticesOff: noticesOffAt !== null,
        })),
        attendances: await tx.attendance.findMany({
          where: { chatId: { in: chatIds } },
          orderBy: { id: "asc" },
          select: { protocol: true, subject: true, openedAt: true },
        }),
        consents: await tx.noticeConsent.findMany({
          where: {
            OR: [{ subscriberId: id }, ...chats.map((chat) => ({ channel: chat.channel, address: chat.address }))],
          },
          orderBy: { id: "asc" },
          select: { choice: true, at: true, channel: true, words: true },
        }),
      };
    },

    async subscribersOfDocument(document) {
      return (await tx.subscriber.findMany({ where: { document }, select: { id: true } })).map(({ id }) => id);
    },

    async eraseTexts({ subscriberIds, chatId }) {
      const current = chatId === undefined ? [] : [BigInt(chatId)];
      const chatsOfAll: bigint[] = [];
      for (const id of subscriberIds) chatsOfAll.push(...(await subscribersChats(tx, id)));
      const chats = [...new Set([...current, ...chatsOfAll])];
      const others = chats.filter((id) => !current.includes(id));
      // The rows stay, without their texts, so that a message that arrives again is still recognised.
      const inbound = await tx.$executeRaw`
        UPDATE inbound_message SET body = '{"kind":"text","text":""}', error = NULL
         WHERE chat_id = ANY(${chats}::bigint[]) AND status <> 'received' AND body <> '{"kind":"text","text":""}'`;
      const outbound = await tx.$executeRaw`
        UPDATE outbound_message SET body = '{"text":""}', status = CASE WHEN status = 'pending' THEN 'cancelled' ELSE status END
         WHERE chat_id = ANY(${chats}::bigint[]) AND body <> '{"text":""}'`;
      await tx.boletoWatcher.deleteMany({ where: { chatId: { in: chats } } });
      // The row of the chat that asked is left out: its turn writes the row at the end.
      const data = { phone: null, subscriberId: null, provenId: null, provenUntil: null, confirmedId: null };
      await tx.$executeRaw`UPDATE chat SET state = NULL WHERE id = ANY(${others}::bigint[])`;
      await tx.chat.updateMany({ where: { id: { in: others } }, data });
      const where = { subscriberId: { in: [...subscriberIds] } };
      await tx.loginLink.deleteMany({ where });
      await tx.centralSession.deleteMany({ where });
      await tx.knownBrowser.deleteMany({ where });
      await tx.oneTimeCode.deleteMany({ where });
      return { chats: chats.length, messages: inbound + outbound };
    },

    async keepConsent({ chatId, subscriberId = null, choice, words, at }) {
      const chat = await tx.chat.findUniqueOrThrow({ where: { id: BigInt(chatId) } });
      const { channel, address } = chat;
      await tx.noticeConsent.create({ data: { channel, address, subscriberId, choice, words, at } });
    },
  };
}

/**
 * Returns the chats of a subscriber: those connected by a link or a code, and those whose phone nobody else has.
 */
async function subscribersChats(tx: Transaction, subscriberId: string): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT c.id FROM chat c
     WHERE c.subscriber_id = ${subscriberId}::uuid OR c.proven_id = ${subscriberId}::uuid
        OR (c.phone IN (SELECT phone FROM subscriber_phone WHERE subscriber_id = ${subscriberId}::uuid)
            AND (SELECT count(DISTINCT s.document) FROM subscriber_phone p JOIN subscriber s ON s.id = p.subscriber_id
                  WHERE p.phone = c.phone) = 1)
     ORDER BY c.id`;
  return rows.map(({ id }) => id);
}
