import type { Storage } from "../core/ports.ts";
import type { PrismaClient } from "./generated/client.ts";
import { sessionRules } from "./session-rules.ts";

/** Removes what is held no longer. Every part is safe to repeat; what waits to be sent or answered stays. */
export async function eraseExpired(
  prisma: PrismaClient,
  { textsBefore, accessBefore, codesBefore, now }: Parameters<Storage["eraseExpired"]>[0],
): Promise<void> {
  await prisma.$executeRaw`
    DELETE FROM inbound_message WHERE received_at < ${accessBefore} AND status <> 'received'`;
  await prisma.$executeRaw`
    DELETE FROM outbound_message WHERE coalesce(sent_at, due_at) < ${accessBefore} AND status NOT IN ('pending', 'unknown')`;
  await prisma.$executeRaw`
    UPDATE inbound_message SET body = '{"kind":"text","text":""}'
     WHERE received_at < ${textsBefore} AND status <> 'received' AND body <> '{"kind":"text","text":""}'`;
  await prisma.$executeRaw`
    UPDATE outbound_message SET body = '{"text":""}'
     WHERE coalesce(sent_at, due_at) < ${textsBefore} AND status NOT IN ('pending', 'unknown') AND body <> '{"text":""}'`;
  // What a talk was about is a text too.
  await prisma.$executeRaw`UPDATE chat SET state = NULL WHERE last_active_at < ${textsBefore} AND state IS NOT NULL`;
  await prisma.oneTimeCode.deleteMany({
    where: { OR: [{ usedAt: null, expiresAt: { lt: codesBefore } }, { usedAt: { lt: accessBefore } }] },
  });
  await prisma.attemptCount.deleteMany({ where: { resetsAt: { lt: now } } });
  await prisma.loginLink.deleteMany({ where: { expiresAt: { lt: now } } });
  await prisma.centralSession.deleteMany({ where: { NOT: sessionRules.lives(now) } });
  await prisma.centralAccess.deleteMany({ where: { at: { lt: accessBefore } } });
}
