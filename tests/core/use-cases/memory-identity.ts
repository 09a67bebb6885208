import type { IdentityRecords } from "../../../src/core/identity/identity-records.ts";
import { originKey } from "../../../src/core/identity/origin.ts";
import type { CodeRow, Tables } from "./memory-tables.ts";

/** The proof of identity in memory. */
export function createMemoryIdentity(tables: () => Tables): IdentityRecords {
  const codeOf = (id: string) => tables().codes.find((code) => code.id === id);
  const replace = (id: string, change: (code: CodeRow) => CodeRow) => {
    const { codes } = tables();
    codes.splice(0, codes.length, ...codes.map((code) => (code.id === id ? change(code) : code)));
  };
  return {
    async countAttempt({ key, most, windowMs }, now) {
      const { attempts } = tables();
      const known = attempts.get(key);
      const { count, resetsAt } =
        known && known.resetsAt > now ? known : { count: 0, resetsAt: new Date(now.getTime() + windowMs) };
      if (count >= most) return { kind: "limited", until: resetsAt };
      attempts.set(key, { count: count + 1, resetsAt });
      return { kind: "counted", left: most - count - 1 };
    },

    async isKnown(origin, document) {
      const { codes, subscribers } = tables();
      return codes.some(
        ({ usedAt, subscriberId = "", ...code }) =>
          usedAt !== undefined &&
          code.origin === originKey(origin) &&
          (document === undefined || subscribers.get(subscriberId)?.document === document),
      );
    },

    async openCode({ document, origin, originIsKnown, now, expiresAt }) {
      const { codes, subscribers } = tables();
      const owner = [...subscribers.values()].findLast((subscriber) => subscriber.document === document);
      const id = String(codes.length + 1);
      const subscriberId = owner ? { subscriberId: owner.id } : {};
      codes.push({ id, origin, originIsKnown, createdAt: now, expiresAt, tries: 0, ...subscriberId });
      return id;
    },

    async codeToSend(codeId, now) {
      const code = codeOf(codeId);
      if (!code || code.usedAt || code.expiresAt <= now) return undefined;
      const { origin, originIsKnown, expiresAt, destination, subscriberId } = code;
      const subscriber = subscriberId === undefined ? undefined : tables().subscribers.get(subscriberId);
      const all = [...tables().subscribers.values()];
      const registrations = all.filter(({ document }) => document === subscriber?.document).reverse();
      return {
        origin,
        expiresAt,
        ...(destination !== undefined && { destination }),
        registrations: registrations.map(({ id, phones, email }) => ({
          id,
          phones,
          ...(email !== undefined && { email }),
        })),
        originIsKnown,
      };
    },

    async sealCode(codeId, { destination, subscriberId, ...sealed }) {
      replace(codeId, (code) => ({ ...code, sealed, destination, subscriberId }));
    },

    async tryCode(origin, most, now) {
      const newest = tables().codes.findLast((code) => code.origin === origin);
      if (!newest || newest.usedAt || newest.expiresAt <= now || newest.tries >= most) return undefined;
      const tries = newest.tries + 1;
      replace(newest.id, (code) => ({ ...code, tries }));
      return { id: newest.id, tries, ...(newest.sealed && { sealed: newest.sealed }) };
    },

    async useCode(codeId, now) {
      const code = codeOf(codeId);
      const owner = code?.subscriberId === undefined ? undefined : tables().subscribers.get(code.subscriberId);
      if (!code || code.usedAt || !owner) return undefined;
      replace(codeId, ({ sealed, destination, ...rest }) => ({ ...rest, usedAt: now }));
      return { id: owner.id, name: owner.name };
    },

    registrationsOf: async (id) => [id],

    async documentOf(subscriberId) {
      return tables().subscribers.get(subscriberId)?.document;
    },
  };
}
