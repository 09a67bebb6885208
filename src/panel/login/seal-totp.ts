import { AppError } from "../../core/app-error.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import type { SecretBox } from "../../storage/secret-box.ts";

/**
 * Brings every operator's second step under the key of now. One whose key is not there any more stays as it is: gives
 * what the operator has to be told then.
 */
export async function sealTotp(prisma: PrismaClient, box: SecretBox): Promise<string | undefined> {
  const { open, closed } = await lookAtTotp(prisma, box);
  // Who turned it off or on meanwhile keeps what they did.
  for (const { id, totpSecret, secret } of open)
    if (!box.isCurrent(totpSecret))
      await prisma.operator.updateMany({ where: { id, totpSecret }, data: { totpSecret: box.seal(secret, id) } });
  return keyMissing(closed);
}

/** Tells what to do about second steps that do not open with our keys; undefined where all do. Changes nothing. */
export async function missingKey(prisma: PrismaClient, box: SecretBox): Promise<string | undefined> {
  const { closed } = await lookAtTotp(prisma, box);
  return keyMissing(closed);
}

async function lookAtTotp(prisma: PrismaClient, box: SecretBox) {
  const rows = await prisma.operator.findMany({
    where: { totpSecret: { not: null } },
    select: { id: true, totpSecret: true },
  });
  const known = rows.flatMap(({ id, totpSecret }) => (totpSecret === null ? [] : [{ id, totpSecret }]));
  const open = known.flatMap((row) => {
    const secret = opened(box, row);
    return secret === undefined ? [] : [{ ...row, secret }];
  });
  return { open, closed: known.length - open.length };
}

/** An operator's secret; undefined where it does not open with our keys. */
export function opened(box: SecretBox, { id, totpSecret }: { id: string; totpSecret: string }): string | undefined {
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
