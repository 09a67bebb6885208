import { AppError } from "../core/app-error.ts";
import { localDate } from "../core/billing/calendar/local-time.ts";
import { brasilia } from "../core/billing/calendar/zone.ts";
import type { Clock } from "../core/ports.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { seedDemo } from "../demo/seed-demo.ts";
import type { Logger } from "../logger.ts";

/** By 06:10, in milliseconds since midnight, the job `morning` has finished. */
const morningMs = (6 * 60 + 10) * 60_000;

/** The data of the demo. Its dates are relative to the day on which it was last filled in. */
export interface Demo {
  refill(): Promise<void>;
  /** Returns true if the data was not filled in again since the last morning. */
  isStale(): boolean;
}

/** Fills the database with the demo provider, unless somebody has entered data of their own. */
export async function openDemo(parts: { prisma: PrismaClient; clock: Clock; logger: Logger }): Promise<Demo> {
  const { prisma, clock, logger } = parts;
  const fill = async () => {
    const now = clock.now();
    if ((await seedDemo(prisma, localDate(now, brasilia), now)) === "kept")
      logger.warn("the demo is not filled anew: somebody entered data of their own, which stay");
    return localDate(now, brasilia);
  };
  let filledOn = await fill();
  return {
    async refill() {
      filledOn = await fill();
    },
    isStale: () => filledOn < localDate(new Date(clock.now().getTime() - morningMs), brasilia),
  };
}

/** Throws AppError if the database contains the demo provider. */
export async function refuseDemoData(prisma: PrismaClient): Promise<void> {
  const provider = await prisma.provider.findUnique({ where: { id: 1 } });
  if (provider?.isDemo)
    throw new AppError(
      "demo-data",
      "Este banco tem os dados da demonstração. Use outro banco ou pasta para o provedor de verdade, ou DEMO=on.",
    );
}
