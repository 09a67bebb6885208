import type { Clock } from "../../core/ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import type { Identification } from "./identification-types.ts";

/** The provider's rules of identification in the database. */
export function createIdentification(prisma: PrismaClient, clock: Clock): Identification {
  return {
    async checksFirstContact() {
      return (await prisma.provider.findUniqueOrThrow({ where: { id: 1 } })).checksFirstContact;
    },
    async setChecksFirstContact(checksFirstContact, by) {
      await prisma.$transaction(async (tx) => {
        const { count } = await tx.provider.updateMany({
          where: { checksFirstContact: !checksFirstContact },
          data: { checksFirstContact },
        });
        if (count === 0) return;
        const sentence = `${checksFirstContact ? "Ligou" : "Desligou"} a conferência do CPF no primeiro contato.`;
        await writeAudit(tx, by, { action: "identification.changed", subject: "provider", sentence }, clock.now());
      });
    },
  };
}
