import { AppError } from "../core/app-error.ts";
import { localDate } from "../core/billing/calendar/local-time.ts";
import type { Clock } from "../core/ports.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { seedDemo } from "../demo/seed-demo.ts";
import type { Logger } from "../logger.ts";

/** The morning job has finished by 06:10. */
const morningMs = (6 * 60 + 10) * 60_000;

/** The demo's data; its dates are relative to the day of the last fill. */
export interface Demo {
  refill(): Promise<void>;
  /** Returns whether the last morning has passed without a refill. */
  isStale(): boolean;
}

/** Fills the database with the demo provider, unless it holds data that somebody entered. */
export async function openDemo(parts: { prisma: PrismaClient; clock: Clock; logger: Logger }): Promise<Demo> {
  const { prisma, clock, logger } = parts;
  const fill = async () => {
    const now = clock.now();
    if ((await seedDemo(prisma, localDate(now), now)) === "kept")
      logger.warn("the demo is not filled anew: somebody entered data of their own, which stay");
    return localDate(now);
  };
  let filledOn = await fill();
  return {
    async refill() {
      filledOn = await fill();
    },
    isStale: () => filledOn < localDate(new Date(clock.now().getTime() - morningMs)),
  };
}

/** Throws AppError if the database holds the demo provider. */
export async function refuseDemoData(prisma: PrismaClient): Promise<void> {
  const provider = await prisma.provider.findUnique({ where: { id: 1 } });
  if (provider?.isDemo)
    throw new AppError(
      "demo-data",
      "Este banco tem os dados da demonstração. Use outro banco ou pasta para o provedor de verdade, ou DEMO=on.",
    );
}
