import { vi } from "vitest";
import { findChromium } from "../../scripts/find-chromium.mjs";
import { openApp } from "../../src/app/open-app.ts";
import type { IdentityConfig } from "../../src/config/identity-config.ts";
import { createLogger } from "../../src/logger.ts";
import type { StandIn } from "../standins/whatsapp/start-whatsapp.ts";
import { testConfig } from "./test-config.ts";
import type { TestDatabase } from "./test-database.ts";

/** The whole service with WhatsApp on, before the stand-in. Its clock goes by itself and can be moved. */
export type WhatsappService = Awaited<ReturnType<typeof startWhatsappService>>;

/** Less patience than usual: nobody waits for a real phone. */
const timings = {
  lookEveryMs: 200,
  wakeAfterMs: 3_000,
  callMs: 8_000,
  ackMs: 3_000,
  sendMs: 10_000,
  stuckMs: 0,
  firstPauseMs: 100,
  conflictPauseMs: 200,
  heartbeatMs: 2_000,
  leaseMs: 20_000,
  noticeGapMs: [0, 0] as const,
};

/** Starts it on a session folder; two on one database are two machines. */
export async function startWhatsappService(of: {
  standIn: Pick<StandIn, "chromiumArgs">;
  database: TestDatabase;
  dir: string;
  windowSeconds?: number;
  dailyLimit?: number;
  /** Where codes go. */
  identity?: Partial<IdentityConfig>;
  timings?: Partial<Record<keyof typeof timings | "openingMs" | "echoMs", number>>;
}) {
  let ahead = 0;
  const chromium = findChromium();
  const app = await openApp(
    testConfig({
      loopLimitPerMinute: 1000,
      identity: { proofIdleMinutes: 30, messageTextDays: 90, ...of.identity },
      whatsapp: {
        dir: of.dir,
        chromiumArgs: of.standIn.chromiumArgs,
        memoryMegabytes: 4000,
        dailyLimit: of.dailyLimit ?? 500,
        replyOnly: true,
        ...(chromium && { chromium }),
      },
    }),
    {
      logger: createLogger(process.env.TEST_LOG ?? "silent"),
      clock: { now: () => new Date(Date.now() + ahead) },
      channels: ["whatsapp"],
      windowSeconds: of.windowSeconds ?? 1,
      whatsappTimings: { ...timings, ...of.timings } as NonNullable<Parameters<typeof openApp>[1]["whatsappTimings"]>,
      openDatabase: async () => ({ connection: of.database.connection, close: async () => {} }),
    },
  );
  const status = () => app.prisma.channelStatus.findUnique({ where: { channel: "whatsapp" } });
  const until = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 150_000, interval: 50 });
  return {
    app,
    status,
    until,
    /** Waits until the channel stands somewhere, with what the operator is told. */
    stands: (state: string, since?: Date) =>
      until(async () => {
        const now = await status();
        if (now?.state !== state || (since && now.since < since)) throw new Error(`Is ${now?.state}, not ${state}`);
        return now;
      }),
    /** Time passes for everything that stands in the database. */
    passes(seconds: number) {
      ahead += seconds * 1000;
    },
    outbox: () => app.prisma.outboundMessage.findMany({ orderBy: { id: "asc" } }),
    close: () => app.close(),
  };
}

/** The company's phone scans the QR code that the operator is shown. */
export async function pair(service: WhatsappService, standIn: StandIn): Promise<void> {
  const { detail } = await service.stands("pairing");
  standIn.network.scan((detail as { qr: string }).qr);
  await service.stands("ready");
}
