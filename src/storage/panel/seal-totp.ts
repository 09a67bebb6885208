import { AppError } from "../../core/app-error.ts";
import type { PrismaClient } from "../generated/client.ts";
import type { SecretBox } from "../secret-box.ts";

/**
 * Brings every operator's second step under the key of now. Throws AppError where one cannot be opened, which stays as
 * it is: its key is not there any more.
 */
export async function sealTotp(prisma: PrismaClient, box: SecretBox): Promise<void> {
  const rows = await prisma.operator.findMany({
    where: { totpSecret: { not: null } },
    select: { id: true, totpSecret: true },
  });
  let closed = 0;
  for (const { id, totpSecret } of rows) {
    if (totpSecret === null) continue;
    let secret: string;
    try {
      secret = box.open(totpSecret, id);
    } catch {
      closed++;
      continue;
    }
    // Who turned it off or on meanwhile keeps what they did.
    if (!box.isCurrent(totpSecret))
      await prisma.operator.updateMany({ where: { id, totpSecret }, data: { totpSecret: box.seal(secret, id) } });
  }
  if (closed > 0)
    throw new AppError(
      "secrets-key",
      `A verificação em duas etapas de ${closed} operador(es) está cifrada com uma chave que não está em SECRETS_KEY. Ponha a chave de volta, depois da nova e de uma vírgula. Se ela se perdeu: faturabot operator link --email … faz um novo acesso para cada um, sem a segunda etapa.`,
    );
}
