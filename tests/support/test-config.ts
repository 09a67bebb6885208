import type { Config } from "../../src/config.ts";

/** The demo's configuration, quiet and on no port of its own; the database is the test's, whatever this one says. */
export function testConfig(more: Partial<Config> = {}): Config {
  return {
    port: 0,
    host: "127.0.0.1",
    trustedProxies: 0,
    database: { kind: "embedded", dataDir: "unused", poolSize: 10 },
    demo: true,
    logLevel: "silent",
    loopLimitPerMinute: 20,
    banks: { dir: "none" },
    identity: { proofIdleMinutes: 30, messageTextDays: 90 },
    ...more,
  };
}
