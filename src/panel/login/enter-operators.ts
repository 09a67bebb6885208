import type { Role } from "../../core/operator/role.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { hashPassword } from "./password-hash.ts";

/** Creates those of the given operators that do not exist yet, with their passwords. */
export async function enterOperators(
  prisma: PrismaClient,
  operators: readonly { email: string; name: string; role: Role; password: string }[],
): Promise<void> {
  const known = await prisma.operator.findMany({ select: { email: true } });
  for (const { password, ...operator } of operators) {
    if (known.some(({ email }) => email === operator.email)) continue;
    const data = { ...operator, passwordHash: await hashPassword(password) };
    await prisma.operator.createMany({ data, skipDuplicates: true });
  }
}
