import { type App, createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { createLogger } from "./logger.ts";

/** An application that works off nothing, for one command; it is closed whatever becomes of the work. */
export async function withApp<T>(config: Config, work: (app: App) => Promise<T>): Promise<T> {
  const app = await createApp(config, { logger: createLogger("error"), works: false });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
