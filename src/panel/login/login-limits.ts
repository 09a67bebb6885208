import { createHash } from "node:crypto";
import type { PrismaClient } from "../../database/generated/client.ts";

const windowMinutes = 15;
const mostPerAccount = 10;
/** This limit is higher, because all operators in an office may have the same IP address. */
const mostPerAddress = 50;
const keptMs = 24 * 60 * 60_000;

/**
 * Creates the limits for logins by account and by IP address, which hold across all processes. An attempt is counted
 * before its password is checked, so that attempts at the same time cannot exceed a limit.
 */
export function createLoginLimits(prisma: PrismaClient) {
  return {
    /** Counts an attempt. After a successful login, `undo` clears the attempts that were counted for the account. */
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
        within: ofAccount <= mostPerAccount && ofAddress <= mostPerAddress,
        undo: async () => void (await prisma.loginAttempt.deleteMany({ where: { account } })),
      };
    },
    windowMinutes,
  };
}
