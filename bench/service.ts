import { randomUUID } from "node:crypto";
import { openApp } from "../src/app/open-app.ts";
import type { IdentityConfig } from "../src/config/identity-config.ts";
import { createLogger } from "../src/logger.ts";

/** How the benches' services are set up. */
export const benchConfig = (url: string) => ({
  port: 0,
  host: "127.0.0.1",
  trustedProxies: 0,
  database: { kind: "postgres" as const, url, poolSize: 10 },
  demo: true,
  logLevel: "error" as const,
  loopLimitPerMinute: 1_000_000,
  banks: { dir: "none" },
  identity: { proofIdleMinutes: 30, messageTextDays: 90 },
});

/** The service over a PostgreSQL, with a channel that takes everything at once. */
export function startBenchService(
  url: string,
  works: boolean,
  onSend: (dueAt: number) => void = () => {},
  identity: Partial<IdentityConfig> = {},
  loopLimitPerMinute?: number,
) {
  const config = benchConfig(url);
  return openApp(
    {
      ...config,
      ...(loopLimitPerMinute !== undefined && { loopLimitPerMinute }),
      identity: { ...config.identity, ...identity },
    },
    {
      logger: createLogger("error"),
      works,
      senders: {
        console: {
          async send({ topic }) {
            if (topic === "bench") onSend(Date.now());
            return {};
          },
        },
      },
    },
  );
}

/** One whole turn: a subscriber writes "oi" and gets the list of invoices. */
export function oneTurn(
  app: Awaited<ReturnType<typeof startBenchService>>,
  chat: number,
  externalId: string = randomUUID(),
) {
  return app.receive({
    channel: "console",
    address: `bench-${chat}`,
    phone: "5511900000001",
    externalId,
    body: { kind: "text", text: "oi" },
  });
}
