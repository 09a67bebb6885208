import { openApp } from "../../src/app/open-app.ts";
import { openSite } from "../../src/app/site.ts";
import { createLogger } from "../../src/logger.ts";
import { testConfig } from "./test-config.ts";
import { createTestDatabase } from "./test-database.ts";

/** The whole service with its doors on a free port, over a database of its own with the demo provider. */
export async function startSite({
  config = {},
  ...options
}: {
  windowSeconds?: number;
  works?: boolean;
  clock?: { now(): Date };
  config?: Parameters<typeof testConfig>[0];
} = {}) {
  const database = await createTestDatabase();
  const app = await openApp(testConfig(config), {
    logger: createLogger("silent"),
    ...options,
    openDatabase: async () => ({ connection: database.connection, close: async () => {} }),
  });
  const server = await openSite(app);
  return {
    app,
    url: server.url,
    async stop() {
      await server.close();
      await app.close();
      await database.drop();
    },
  };
}
