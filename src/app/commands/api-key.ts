import type { Writable } from "node:stream";
import { AppError } from "../../core/app-error.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import { type ApiScope, apiScopes } from "../../core/register/api-keys.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { createApiKeys } from "../../storage/api-keys.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import { commandLine } from "./operator.ts";

/** Creates a key and returns it. It is shown this once. */
async function create(
  prisma: PrismaClient,
  given: { name: string; scopes: readonly string[] },
  now: Date,
): Promise<string> {
  const scopes = given.scopes.filter((scope): scope is ApiScope => (apiScopes as readonly string[]).includes(scope));
  if (scopes.length !== given.scopes.length || scopes.length === 0)
    throw new AppError("scopes", `--scopes: esperado ${apiScopes.join(", ")}.`);
  const name = given.name.trim();
  if (name === "") throw new AppError("name", "--name: esperado um nome que diga para que serve a chave.");
  const key = await createApiKeys(prisma).create(name, scopes);
  const sentence = `Fez a chave da API "${name}" (${scopes.join(", ")}).`;
  await writeAudit(prisma, commandLine, { action: "api-key.created", subject: `api-key ${name}`, sentence }, now);
  return key;
}

/** Writes a line for each key: its id, name, scopes, and when it was made, used and revoked. */
async function list(prisma: PrismaClient, output: Writable): Promise<void> {
  const keys = await prisma.apiKey.findMany({ orderBy: { createdAt: "asc" } });
  for (const { id, name, scopes, createdAt, lastUsedAt, revokedAt } of keys) {
    const used = lastUsedAt ? `usada em ${day(lastUsedAt)}` : "nunca usada";
    const revoked = revokedAt ? `, revogada em ${day(revokedAt)}` : "";
    output.write(`${id.slice(0, 8)}  ${name} (${scopes.join(", ")}), feita em ${day(createdAt)}, ${used}${revoked}\n`);
  }
  if (keys.length === 0) output.write("Nenhuma chave.\n");
}

/** Revokes a key, from this moment on in every process. Throws AppError unless the id is that of one valid key. */
async function revoke(prisma: PrismaClient, given: { id: string }, now: Date): Promise<string> {
  const valid = await prisma.apiKey.findMany({ where: { revokedAt: null } });
  const [found, other] = given.id.length < 8 ? [] : valid.filter(({ id }) => id.startsWith(given.id.toLowerCase()));
  if (!found || other)
    throw new AppError("api-key", "--id: esperado o de uma chave que ainda vale, como faturabot api-key list mostra.");
  const { id, name } = found;
  await prisma.$transaction(async (tx) => {
    await tx.apiKey.update({ where: { id }, data: { revokedAt: now } });
    const sentence = `Revogou a chave da API "${name}".`;
    await writeAudit(tx, commandLine, { action: "api-key.revoked", subject: `api-key ${name}`, sentence }, now);
  });
  return name;
}

const day = (moment: Date) => fullDate(localDate(moment, brasilia));

/** The work of `faturabot api-key`. */
export const apiKeyCommands = { create, list, revoke };
