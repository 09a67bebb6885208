import type { SandboxOutcome } from "../core/records/boleto-records.ts";
import type { PrismaClient } from "../database/generated/client.ts";

/** Creates the records that the sandbox bank keeps, which survive a restart. */
export function createSandboxBooks(prisma: PrismaClient) {
  const find = async (reference: string) => {
    const row = await prisma.sandboxTitle.findUnique({ where: { reference } });
    return row ? titleOf(row) : undefined;
  };
  return {
    find,
    async enter(reference: string, title: { outcome: SandboxOutcome; receivedAt: Date; windowEndAt: Date }) {
      const row = await prisma.sandboxTitle.upsert({
        where: { reference },
        create: { reference, ...title },
        update: { asked: { increment: 1 } },
      });
      return titleOf(row);
    },
    async cancel(reference: string, at: Date) {
      await prisma.sandboxTitle.updateMany({ where: { reference, cancelledAt: null }, data: { cancelledAt: at } });
    },
  };
}

const titleOf = ({
  outcome,
  receivedAt,
  windowEndAt,
  cancelledAt,
}: {
  outcome: SandboxOutcome;
  receivedAt: Date;
  windowEndAt: Date;
  cancelledAt: Date | null;
}) => ({
  outcome,
  receivedAt,
  windowEndAt,
  ...(cancelledAt && { cancelledAt }),
});
