import { maskPhone } from "../../core/identity/phone.ts";
import type { Author } from "../../core/operator/author.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";

/** Most phones that can be authorised for a contract. The API has the same limit. */
const most = 10;

/**
 * Authorises a phone to see a contract, or takes that back, and records it in the audit log. Returns false if nothing
 * changes. Throws RegisterError if the contract has too many phones.
 */
export function authorisePhone(
  prisma: PrismaClient,
  { contractId, phone, may, by }: { contractId: string; phone: string; may: boolean; by: Author },
  now: Date,
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    // Changes to a contract are made one after the other, because two at the same time could exceed the limit.
    await tx.$queryRaw`SELECT 1 FROM contract WHERE id = ${contractId}::uuid FOR UPDATE`;
    const { externalId } = await tx.contract.findUniqueOrThrow({ where: { id: contractId } });
    const before = await tx.contractPhone.findMany({ where: { contractId } });
    if (before.some((row) => row.phone === phone) === may) return false;
    if (may && before.length >= most)
      throw new RegisterError("conflict", "phone", `já são ${most} telefones; retire um antes`);
    if (may) await tx.contractPhone.create({ data: { contractId, phone, authorisedAt: now } });
    else await tx.contractPhone.delete({ where: { contractId_phone: { contractId, phone } } });
    const sentence = may
      ? `Autorizou o telefone ${maskPhone(phone)} a ver o contrato ${externalId}.`
      : `Retirou do telefone ${maskPhone(phone)} a autorização de ver o contrato ${externalId}.`;
    await writeAudit(tx, by, { action: "contract.phone", subject: `contract ${externalId}`, sentence }, now);
    return true;
  });
}
