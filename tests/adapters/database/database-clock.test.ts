import { afterEach, describe, expect, it, vi } from "vitest";
import { openApp } from "../../../src/app/open-app.ts";
import { localTime } from "../../../src/core/billing/calendar/local-time.ts";
import type { OutboundMessage } from "../../../src/core/channel-ports.ts";
import { type DatabaseClock, startDatabaseClock } from "../../../src/database/database-clock.ts";
import { createLogger } from "../../../src/logger.ts";
import { testConfig } from "../../support/test-config.ts";
import { createTestDatabase } from "../../support/test-database.ts";

const minute = 60_000;
const hour = 60 * minute;
const noon = Date.parse("2026-11-27T15:00:00Z");

/** A database whose clock can be set, asked over a network that takes its time; and the time that passes. */
async function start() {
  const world = { passed: 0, set: 0, takesMs: 2, gone: false };
  const jumps: number[] = [];
  const clock = await startDatabaseClock({
    steady: () => world.passed,
    readTime: async () => {
      if (world.gone) throw new Error("gone");
      world.passed += world.takesMs;
      const answer = noon + world.passed + world.set;
      world.passed += world.takesMs;
      return answer;
    },
    onJump: (ms) => jumps.push(ms),
  });
  clocks.push(clock);
  return { world, jumps, clock, late: () => clock.now().getTime() - noon - world.passed - world.set };
}
const clocks: DatabaseClock[] = [];
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
  vi.useRealTimers();
});

describe("the clock of all processes", () => {
  it("is the database's, and goes on while that does not answer", async () => {
    const { world, clock, jumps, late } = await start();
    expect(Math.abs(late())).toBeLessThanOrEqual(2);
    world.gone = true;
    world.passed += hour;
    await expect(clock.read()).rejects.toThrow("gone");
    expect(Math.abs(late())).toBeLessThanOrEqual(2);
    expect(jumps).toEqual([]);
  });

  it("is not moved by an answer that was long on its way", async () => {
    const { world, clock, late } = await start();
    world.takesMs = 20_000;
    await clock.read();
    expect(Math.abs(late())).toBeLessThanOrEqual(2);
  });

  it.each([hour, -hour])("follows where the database's clock is set by %i ms, and says so", async (ms) => {
    const { world, clock, jumps, late } = await start();
    world.set = ms;
    await clock.read();
    expect(Math.abs(late())).toBeLessThanOrEqual(4);
    expect(jumps).toHaveLength(1);
    expect(Math.abs((jumps[0] ?? 0) - ms)).toBeLessThanOrEqual(4);
  });
});

describe("a machine whose clock is an hour wrong", () => {
  it.each([1, -1])(
    "(%i h) promises by the database's clock, and answers at once when it is set right",
    async (hours) => {
      const database = await createTestDatabase();
      const outbox: OutboundMessage[] = [];
      const right = Date.now();
      const setClock = (ahead: number) => vi.setSystemTime(Date.now() + ahead);
      vi.useFakeTimers({ toFake: ["Date"], now: right + hours * hour });
      const app = await openApp(testConfig({ demo: true }), {
        logger: createLogger("silent"),
        works: false,
        openDatabase: async () => ({ connection: database.connection, close: async () => {} }),
        senders: {
          console: {
            async send(message) {
              outbox.push(message);
              return {};
            },
          },
        },
      });
      const heard = () =>
        outbox
          .splice(0)
          .map(({ reply }) => reply.text)
          .join("\n");
      const phone = "5511900000001";
      const says = (text: string) =>
        app.receive({ channel: "console", address: phone, phone, externalId: text, body: { kind: "text", text } });

      await says("oi");
      expect(heard()).toMatch(/fatura/);
      await says("2");
      await says("itau");
      const now = app.deps.clock.now().getTime();
      expect(Math.abs(now - right)).toBeLessThan(5 * minute);
      const [{ promisedAt } = { promisedAt: new Date(0) }] = await app.prisma.boleto.findMany({
        where: { status: "registering" },
        orderBy: { createdAt: "desc" },
      });
      expect(promisedAt.getTime() - now).toBeGreaterThan(0);
      expect(promisedAt.getTime() - now).toBeLessThan(hour);
      expect(heard()).toContain(`até as ${localTime(promisedAt, "America/Sao_Paulo")}`);
      setClock(-hours * hour);
      await says("menu");
      expect(heard()).toMatch(/fatura/);
      await app.close();
      await database.drop();
    },
  );
});
