import { AppError } from "../../core/app-error.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import type { SecretBox } from "../../storage/secret-box.ts";

/**
 * Encrypts the TOTP secret of every operator with the current key. A secret whose key is missing stays as it is; if
 * there are any, a message about them is returned.
 */
export async function sealTotp(prisma: PrismaClient, box: SecretBox): Promise<string | undefined> {
  const { open, closed } = await readTotpSecrets(prisma, box);
  // The condition keeps a secret that was changed or removed meanwhile from being overwritten.
  for (const { id, totpSecret, secret } of open)
    if (!box.isCurrent(totpSecret))
      await prisma.operator.updateMany({ where: { id, totpSecret }, data: { totpSecret: box.seal(secret, id) } });
  return keyMissing(closed);
}

/**
 * Returns a message, which says what to do, about TOTP secrets that no key can decrypt; undefined if there are none.
 * Changes nothing.
 */
export async function missingKey(prisma: PrismaClient, box: SecretBox): Promise<string | undefined> {
  const { closed } = await readTotpSecrets(prisma, box);
  return keyMissing(closed);
}

async function readTotpSecrets(prisma: PrismaClient, box: SecretBox) {
  const rows = await prisma.operator.findMany({
    where: { totpSecret: { not: null } },
    select: { id: true, totpSecret: true },
  });
  const known = rows.flatMap(({ id, totpSecret }) => (totpSecret === null ? [] : [{ id, totpSecret }]));
  const open = known.flatMap((row) => {
    const secret = openTotpSecret(box, row);
    return secret === undefined ? [] : [{ ...row, secret }];
  });
  return { open, closed: known.length - open.length };
}

/** Decrypts the TOTP secret of an operator; undefined if no key fits. Throws AppError for any other failure. */
export function openTotpSecret(
  box: SecretBox,
  { id, totpSecret }: { id: string; totpSecret: string },
): string | undefined {
  try {
    return box.open(totpSecret, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "secrets-key") return undefined;
    throw error;
  }
}

const keyMissing = (operators: number) =>
  operators === 0
    ? undefined
    : `SECRETS_KEY: a verificação em duas etapas de ${operators} operador(es) está cifrada com uma chave que não está aí, e eles não entram no painel. Ponha a chave de volta, depois da nova e de uma vírgula. Se ela se perdeu: faturabot operator link --email … faz um novo acesso para cada um, sem a segunda etapa.`;
