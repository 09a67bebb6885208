import { createHash, randomBytes } from "node:crypto";
import type { ApiKeys } from "../core/register/api-keys.ts";
import type { PrismaClient } from "../database/generated/client.ts";

const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");

/**
 * Creates the store of API keys. Keys are stored as SHA-256: they consist of 256 random bits, which nobody can guess,
 * so a fast hash is enough.
 */
export function createApiKeys(prisma: PrismaClient): ApiKeys {
  return {
    async create(name, scopes) {
      const key = `fb_${randomBytes(32).toString("base64url")}`;
      await prisma.apiKey.create({ data: { name, hash: hashOf(key), scopes: [...scopes] } });
      return key;
    },
    async scopesOf(key, now) {
      const known = await prisma.apiKey.findUnique({ where: { hash: hashOf(key) } });
      if (!known || known.revokedAt) return undefined;
      const stale = !known.lastUsedAt || now.getTime() - known.lastUsedAt.getTime() > 60_000;
      if (stale) await prisma.apiKey.update({ where: { id: known.id }, data: { lastUsedAt: now } });
      return known.scopes;
    },
  };
}
