import { afterEach, expect, it } from "vitest";
import { openApp } from "../../src/app/open-app.ts";
import type { OutboundMessage } from "../../src/core/channel-ports.ts";
import { createLogger } from "../../src/logger.ts";
import { testConfig } from "../support/test-config.ts";
import { createTestDatabase, type TestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
afterEach(() => database.drop());

it("several processes drain it at once: each message goes out once, and in the order of its chat", async () => {
  database = await createTestDatabase();
  const sent: OutboundMessage[] = [];
  const start = () =>
    openApp(testConfig(), {
      logger: createLogger("silent"),
      works: false,
      openDatabase: async () => ({ connection: database.connection, close: async () => {} }),
      senders: {
        console: {
          async send(message) {
            await new Promise(setImmediate);
            sent.push(message);
            return {};
          },
        },
      },
    });
  const first = await start();
  const apps = [first, await start(), await start()];
  const chats = 6000;
  await first.prisma.$executeRaw`
    INSERT INTO chat (channel, address) SELECT 'console', 'outbox-' || n FROM generate_series(1, ${chats}::int) n`;
  const write = (n: number) => first.prisma.$executeRaw`
    INSERT INTO outbound_message (chat_id, body, dedupe_key, due_at)
    SELECT id, '{"text":"aviso"}', 'reply:' || id || ':' || ${n}::int, now() FROM chat WHERE address LIKE 'outbox-%' ORDER BY id`;
  await write(0);
  const draining = apps.flatMap(({ deps }) => [deps.deliverDue(), deps.deliverDue()]);
  await write(1);
  await Promise.all(draining);
  await Promise.all(apps.map(({ deps }) => deps.deliverDue()));

  expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
  expect(sent).toHaveLength(2 * chats);
  const last = new Map<string, number>();
  const overtaken = sent.filter(({ chatId, id }) => {
    const before = last.get(chatId) ?? 0;
    last.set(chatId, Number(id));
    return Number(id) < before;
  });
  expect(overtaken).toEqual([]);
  for (const app of apps) await app.close();
});
