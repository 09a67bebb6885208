import type { Registered } from "../../core/identity/access.ts";
import type { IdentityRecords } from "../../core/identity/identity-records.ts";
import { originKey } from "../../core/identity/origin.ts";
import { Prisma } from "../../database/generated/client.ts";
import type { Transaction } from "../../database/sql.ts";
import { countAttempt } from "../attempts/attempt-counts.ts";
import { alsoRegisteredAs, registrationsOf } from "../same-person.ts";
import { secret } from "../secret.ts";

/** Creates what a use case may read and write about identity checks within a transaction. */
export function createIdentityRecords(tx: Transaction): IdentityRecords {
  return {
    countAttempt: (limit, now) => countAttempt(tx, limit, now),

    async isKnown(origin, document) {
      const tokenHash = origin.kind === "web" && origin.browser !== undefined ? secret.hashOf(origin.browser) : "";
      const [row] = await tx.$queryRaw<{ known: boolean }[]>`
        SELECT EXISTS (SELECT FROM known_browser b JOIN subscriber s ON s.id = b.subscriber_id
                        WHERE b.token_hash = ${tokenHash} AND s.document = coalesce(${document ?? null}, s.document))
            OR EXISTS (SELECT FROM one_time_code c JOIN subscriber s ON s.id = c.subscriber_id
                        WHERE c.origin = ${originKey(origin)} AND c.used_at IS NOT NULL
                          AND s.document = coalesce(${document ?? null}, s.document)) AS known`;
      return row?.known ?? false;
    },

    async openCode({ document, origin, originIsKnown, now, expiresAt }) {
      // The statement is the same whether the document is known or not.
      const [row] = await tx.$queryRaw<{ id: string }[]>`
        INSERT INTO one_time_code (origin, origin_is_known, subscriber_id, expires_at, created_at)
        SELECT ${origin}, ${originIsKnown}, (SELECT s.id FROM subscriber s WHERE s.document = ${document} ORDER BY s.created_at DESC, s.id LIMIT 1),
               ${expiresAt}, ${now}
        RETURNING id::text AS id`;
      if (!row) throw new Error("A code was opened and has no id");
      return row.id;
    },

    async codeToSend(codeId, now) {
      await tx.$queryRaw`SELECT 1 FROM one_time_code WHERE id = ${BigInt(codeId)} FOR UPDATE`;
      const where = { id: BigInt(codeId), usedAt: null, expiresAt: { gt: now } };
      const code = await tx.oneTimeCode.findFirst({ where });
      if (!code) return undefined;
      const { origin, originIsKnown, expiresAt, destination, subscriberId } = code;
      const subscriber = subscriberId && (await tx.subscriber.findUnique({ where: { id: subscriberId } }));
      const registrations = subscriber
        ? await tx.subscriber.findMany({
            where: { document: subscriber.document },
            include: { phones: { orderBy: { phone: "asc" } } },
            orderBy: [{ createdAt: "desc" }, { id: "asc" }],
          })
        : [];
      return {
        origin,
        expiresAt,
        ...(destination !== null && { destination }),
        registrations: registrations.map(({ id, phones, email }) => ({
          id,
          phones: phones.map(({ phone }) => phone),
          ...(email !== null && { email }),
        })),
        originIsKnown,
      };
    },

    async sealCode(codeId, { hash, ...sealed }) {
      await tx.oneTimeCode.update({ where: { id: BigInt(codeId) }, data: { ...sealed, codeHash: hash } });
    },

    async tryCode(origin, most, now) {
      const [row] = await tx.$queryRaw<{ id: string; salt: string | null; hash: string | null; tries: number }[]>`
        UPDATE one_time_code SET tries = tries + 1
         WHERE id = (SELECT id FROM one_time_code WHERE origin = ${origin} ORDER BY id DESC LIMIT 1)
           AND used_at IS NULL AND expires_at > ${now} AND tries < ${most}::int
        RETURNING id::text AS id, salt, code_hash AS hash, tries`;
      if (!row) return undefined;
      const { id, tries, salt, hash } = row;
      return { id, tries, ...(salt !== null && hash !== null && { sealed: { salt, hash } }) };
    },

    async useCode(id, now) {
      const [row] = await tx.$queryRaw<Registered[]>`
        UPDATE one_time_code c SET used_at = ${now}, destination = NULL, salt = NULL, code_hash = NULL FROM subscriber s
         WHERE c.id = ${BigInt(id)} AND c.used_at IS NULL AND s.id = c.subscriber_id
        RETURNING s.id::text AS id, s.name, ${Prisma.raw(alsoRegisteredAs("s"))} AS also`;
      return row;
    },

    registrationsOf: (id) => registrationsOf(tx, id),

    async documentOf(id) {
      return (await tx.subscriber.findUnique({ where: { id }, select: { document: true } }))?.document;
    },
  };
}
