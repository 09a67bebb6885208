import { createHash } from "node:crypto";
import type { PrismaClient } from "../../database/generated/client.ts";

const windowMinutes = 15;
const mostOfAccount = 10;
/** An office goes out by one address. */
const mostOfAddress = 50;
const keptMs = 24 * 60 * 60_000;

/**
 * Counts logins by account and by address, all processes together. An attempt is entered before it is judged: of many
 * at once no more than the limit are looked at.
 */
export function createLoginLimits(prisma: PrismaClient) {
  return {
    /** Enters an attempt. `undo` takes back what succeeded. */
    async enter(attempt: {
      email: string;
      address: string;
      now: Date;
    }): Promise<{ within: boolean; undo(): Promise<void> }> {
      const { email, address, now } = attempt;
      const account = createHash("sha256").update(email).digest("hex");
      await prisma.loginAttempt.deleteMany({ where: { at: { lt: new Date(now.getTime() - keptMs) } } });
      await prisma.loginAttempt.create({ data: { account, address, at: now } });
      const at = { gt: new Date(now.getTime() - windowMinutes * 60_000) };
      const ofAccount = await prisma.loginAttempt.count({ where: { account, at } });
      const ofAddress = await prisma.loginAttempt.count({ where: { address, at } });
      return {
        within: ofAccount <= mostOfAccount && ofAddress <= mostOfAddress,
        undo: async () => void (await prisma.loginAttempt.deleteMany({ where: { account } })),
      };
    },
    windowMinutes,
  };
}
